#include "common/rpc/stages/engine.h"

#include <utility>

#include "common/rpc/stages/stream_core.h"
#include "common/status/error.h"

namespace laurel::rpc {
namespace {

metrics::Counter& Rejected(metrics::Registry& registry, std::string_view reason) {
  return registry
      .Counters("laurel_admission_rejected_total",
                "Calls that were refused for load, or given up before a worker had them.", {"reason"})
      .With({reason});
}

}  // namespace

AdmissionMetrics::AdmissionMetrics(metrics::Registry& registry, std::size_t limit)
    : in_flight(registry.AddGauge("laurel_admission_in_flight",
                                  "Calls between arrival and answer, streams included.")),
      overloaded(Rejected(registry, "overloaded")),
      rate_limited(Rejected(registry, "rate_limited")),
      shutting_down(Rejected(registry, "shutting_down")),
      abandoned(Rejected(registry, "abandoned")) {
  registry.AddGauge("laurel_admission_limit", "Calls that may wait for a worker.")
      .Set(static_cast<double>(limit));
}

void AdmissionMetrics::CountRefusal(const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  if (reason == "OVERLOADED") overloaded.Increment();
  if (reason == "RATE_LIMITED") rate_limited.Increment();
  if (reason == "SHUTTING_DOWN") shutting_down.Increment();
}

bool OpenStreams::Add(const std::shared_ptr<StreamCore>& stream) {
  absl::MutexLock lock(&mutex_);
  if (closed_) return false;
  streams_.emplace(stream.get(), stream);
  return true;
}

void OpenStreams::Remove(const StreamCore* stream) {
  absl::MutexLock lock(&mutex_);
  streams_.erase(stream);
}

void OpenStreams::Close() {
  std::vector<std::shared_ptr<StreamCore>> open;
  {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
    for (const auto& [key, stream] : streams_) {
      if (auto held = stream.lock()) open.push_back(std::move(held));
    }
  }
  for (const auto& stream : open) stream->Finish(ShuttingDown());  // outside the lock: it calls Remove
}

Engine::Engine(PipelineOptions o, Verifier v, Resolver r, const Clock& c, metrics::Registry& m)
    : options(std::move(o)),
      verifier(std::move(v)),
      resolver(std::move(r)),
      clock(c),
      registry(m),
      admission(m, options.queue),
      limiter(options.rate, options.burst),
      flights(options.queue),
      queue(options.queue),
      bidi_threads(options.bidi_calls) {}

}  // namespace laurel::rpc
