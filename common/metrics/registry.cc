#include "common/metrics/registry.h"

#include <list>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "fmt/format.h"
#include "prometheus/check_names.h"
#include "prometheus/metric_family.h"
#include "prometheus/registry.h"
#include "prometheus/text_serializer.h"

namespace laurel::metrics {
namespace {

using prometheus::MetricType;

struct Declaration {
  std::string help;
  MetricType type;
  LabelNames labels;
};

struct Reader {
  LabelValues values;
  std::function<double()> read;
};

}  // namespace

struct Registry::State {
  prometheus::Registry native;
  mutable std::mutex mutex;
  std::map<std::string, Declaration> declarations;
  std::map<std::string, std::list<Reader>>
      readers;  // by name; a list, because a Callback keeps its place in it

  void CollectReaders(std::vector<prometheus::MetricFamily>& families) const;
};

Buckets CallSeconds() { return {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}; }

Buckets HumanSeconds() {
  constexpr double kMinute = 60;
  constexpr double kHour = 3600;
  constexpr double kDay = 86400;
  return {kMinute,  10 * kMinute, kHour,    4 * kHour, 8 * kHour, kDay,
          2 * kDay, 3 * kDay,     5 * kDay, 7 * kDay,  14 * kDay, 30 * kDay};
}

template <typename Metric>
Metric& Family<Metric>::With(std::initializer_list<std::string_view> values) const {
  if (values.size() != labels_.size()) {
    throw std::invalid_argument(
        fmt::format("{}: {} label values for {} labels", family_->GetName(), values.size(), labels_.size()));
  }
  prometheus::Labels labels;
  auto name = labels_.begin();
  for (std::string_view value : values) {
    labels.emplace(*name++, value);
  }
  if constexpr (std::is_same_v<Metric, Histogram>) {
    return family_->Add(labels, buckets_);
  } else {
    return family_->Add(labels);
  }
}

template class Family<Counter>;
template class Family<Gauge>;
template class Family<Histogram>;

Callback::Callback(Callback&& other) noexcept : end_(std::exchange(other.end_, nullptr)) {}

Callback& Callback::operator=(Callback&& other) noexcept {
  std::swap(end_, other.end_);
  return *this;
}

Callback::~Callback() {
  if (end_) {
    end_();
  }
}

Registry::Registry() : state_(std::make_shared<State>()) {}
Registry::~Registry() = default;

// prometheus::Registry would take two families of one name with other labels, and a scraper would refuse the
// result.
void Registry::Declare(const std::string& name, const std::string& help, MetricType type,
                       const LabelNames& labels) {
  if (!prometheus::CheckMetricName(name)) {
    throw std::invalid_argument(fmt::format("{}: not the name of a metric", name));
  }
  for (const std::string& label : labels) {
    if (!prometheus::CheckLabelName(label)) {
      throw std::invalid_argument(fmt::format("{}: {} is not the name of a label", name, label));
    }
  }
  const std::lock_guard lock(state_->mutex);
  auto [declared, is_new] = state_->declarations.try_emplace(name, Declaration{help, type, labels});
  if (!is_new && (declared->second.type != type || declared->second.labels != labels)) {
    throw std::invalid_argument(fmt::format("{}: declared before, with another type or other labels", name));
  }
}

Family<Counter> Registry::Counters(const std::string& name, const std::string& help,
                                   const LabelNames& labels) {
  Declare(name, help, MetricType::Counter, labels);
  return {&prometheus::BuildCounter().Name(name).Help(help).Register(state_->native), labels, {}};
}

Family<Gauge> Registry::Gauges(const std::string& name, const std::string& help, const LabelNames& labels) {
  Declare(name, help, MetricType::Gauge, labels);
  return {&prometheus::BuildGauge().Name(name).Help(help).Register(state_->native), labels, {}};
}

Family<Histogram> Registry::Histograms(const std::string& name, const std::string& help,
                                       const LabelNames& labels, const Buckets& buckets) {
  Declare(name, help, MetricType::Histogram, labels);
  return {&prometheus::BuildHistogram().Name(name).Help(help).Register(state_->native), labels, buckets};
}

Counter& Registry::AddCounter(const std::string& name, const std::string& help) {
  return Counters(name, help, {}).With({});
}

Gauge& Registry::AddGauge(const std::string& name, const std::string& help) {
  return Gauges(name, help, {}).With({});
}

Histogram& Registry::AddHistogram(const std::string& name, const std::string& help, const Buckets& buckets) {
  return Histograms(name, help, {}, buckets).With({});
}

Callback Registry::OnScrapeGauge(const std::string& name, const std::string& help,
                                 std::function<double()> read, const LabelNames& labels,
                                 const LabelValues& values) {
  return OnScrape(name, help, MetricType::Gauge, std::move(read), labels, values);
}

Callback Registry::OnScrapeCounter(const std::string& name, const std::string& help,
                                   std::function<double()> read, const LabelNames& labels,
                                   const LabelValues& values) {
  return OnScrape(name, help, MetricType::Counter, std::move(read), labels, values);
}

Callback Registry::OnScrape(const std::string& name, const std::string& help, MetricType type,
                            std::function<double()> read, const LabelNames& labels,
                            const LabelValues& values) {
  if (labels.size() != values.size()) {
    throw std::invalid_argument(
        fmt::format("{}: {} label values for {} labels", name, values.size(), labels.size()));
  }
  Declare(name, help, type, labels);
  const std::lock_guard lock(state_->mutex);
  std::list<Reader>& readers = state_->readers[name];
  for (const Reader& reader : readers) {
    if (reader.values == values) {
      throw std::invalid_argument(fmt::format("{}: these label values have a callback already", name));
    }
  }
  const auto place = readers.insert(readers.end(), Reader{values, std::move(read)});
  return Callback([state = state_, &readers, place] {
    const std::lock_guard ending(state->mutex);
    readers.erase(place);
  });
}

void Registry::State::CollectReaders(std::vector<prometheus::MetricFamily>& families) const {
  const std::lock_guard lock(mutex);
  for (const auto& [name, readers_of_name] : readers) {
    if (readers_of_name.empty()) {
      continue;
    }
    const Declaration& declaration = declarations.at(name);
    prometheus::MetricFamily family{name, declaration.help, declaration.type, {}};
    for (const Reader& reader : readers_of_name) {
      prometheus::ClientMetric& metric = family.metric.emplace_back();
      for (std::size_t i = 0; i < reader.values.size(); ++i) {
        metric.label.push_back({declaration.labels[i], reader.values[i]});
      }
      const double value = reader.read();
      (declaration.type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
    }
    families.push_back(std::move(family));
  }
}

std::string Registry::Serialize() const {
  std::vector<prometheus::MetricFamily> families = state_->native.Collect();
  state_->CollectReaders(families);
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace laurel::metrics
