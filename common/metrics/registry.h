// Metrics, declared once and cheap to use: fetch a series when the program starts, keep the reference, and an
// increment costs tens of nanoseconds (a look-up by labels costs a microsecond and a lock: not on the way of
// a request).
//
//   metrics::Family<metrics::Counter> rejected =
//       registry.Counters("laurel_admission_rejected_total", "Calls refused before they ran.", {"reason"});
//   metrics::Counter& full = rejected.With({"queue_full"});   // kept as a member
//   full.Increment();
//
// Names: base units, counters end in `_total`, ours begin with `laurel_`. Labels have few values: never a
// person or an id. Thread-safe. Series and families live as long as the registry. A mistake in a declaration
// (an invalid name, a name declared with another type or other labels, a wrong number of label values) throws
// std::invalid_argument: it shows when a program starts.
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/gauge.h"
#include "prometheus/histogram.h"
#include "prometheus/metric_type.h"

namespace laurel::metrics {

using Counter = prometheus::Counter;      // Increment(), Increment(by), Value()
using Gauge = prometheus::Gauge;          // Set(), Increment(), Decrement(), Value()
using Histogram = prometheus::Histogram;  // Observe(value)

using LabelNames = std::vector<std::string>;
using LabelValues = std::vector<std::string>;
using Buckets = std::vector<double>;

Buckets CallSeconds();   // what a call or a query takes: 1 ms to 10 s
Buckets HumanSeconds();  // what people take: 1 minute to 30 days

// The series of one name. A value; copy it freely.
template <typename Metric>
class Family {
 public:
  // The series with these label values, in the order of the declared names; made at 0 when it is new.
  Metric& With(std::initializer_list<std::string_view> values) const;

 private:
  friend class Registry;
  Family(prometheus::Family<Metric>* family, LabelNames labels, Buckets buckets)
      : family_(family), labels_(std::move(labels)), buckets_(std::move(buckets)) {}

  prometheus::Family<Metric>* family_;
  LabelNames labels_;
  Buckets buckets_;  // histograms only
};

// Ends a callback when it is destroyed (waiting for a scrape that is running it): keep it beside what the
// callback reads, declared after it.
class Callback {
 public:
  Callback() = default;
  Callback(Callback&& other) noexcept;
  Callback& operator=(Callback&& other) noexcept;
  ~Callback();

 private:
  friend class Registry;
  explicit Callback(std::function<void()> end) : end_(std::move(end)) {}
  std::function<void()> end_;
};

class Registry {
 public:
  Registry();
  ~Registry();
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  // Declaring the same family again (name, labels) returns the same one.
  Family<Counter> Counters(const std::string& name, const std::string& help, const LabelNames& labels);
  Family<Gauge> Gauges(const std::string& name, const std::string& help, const LabelNames& labels);
  Family<Histogram> Histograms(const std::string& name, const std::string& help, const LabelNames& labels,
                               const Buckets& buckets);

  // The same without labels.
  Counter& AddCounter(const std::string& name, const std::string& help);
  Gauge& AddGauge(const std::string& name, const std::string& help);
  Histogram& AddHistogram(const std::string& name, const std::string& help, const Buckets& buckets);

  // Series whose value is read when it is scraped. `read` runs on the scraping thread: it must be quick, must
  // not throw and must not use this registry. Several callbacks may share a name when their label values
  // differ.
  [[nodiscard]] Callback OnScrapeGauge(const std::string& name, const std::string& help,
                                       std::function<double()> read, const LabelNames& labels = {},
                                       const LabelValues& values = {});
  [[nodiscard]] Callback OnScrapeCounter(const std::string& name, const std::string& help,
                                         std::function<double()> read, const LabelNames& labels = {},
                                         const LabelValues& values = {});

  // Everything, in Prometheus' text format 0.0.4.
  std::string Serialize() const;

 private:
  struct State;
  void Declare(const std::string& name, const std::string& help, prometheus::MetricType type,
               const LabelNames& labels);
  Callback OnScrape(const std::string& name, const std::string& help, prometheus::MetricType type,
                    std::function<double()> read, const LabelNames& labels, const LabelValues& values);

  std::shared_ptr<State> state_;  // shared with callbacks, so that the order of destruction does not matter
};

}  // namespace laurel::metrics
