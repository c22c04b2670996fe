// What the stages of all calls share. Built by Pipeline; thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/admission/bounded_queue.h"
#include "common/rpc/admission/rate_limiter.h"
#include "common/rpc/admission/single_flight.h"
#include "common/rpc/admission/thread_slots.h"
#include "common/rpc/pipeline.h"
#include "common/rpc/stages/method.h"

namespace laurel::rpc {

class StreamCore;
class UnaryCall;

// Deadlines of calls are kept on the steady clock: the machine's clock may jump.
using SteadyTime = std::chrono::steady_clock::time_point;

// laurel_admission_*.
struct AdmissionMetrics {
  explicit AdmissionMetrics(metrics::Registry& registry, std::size_t limit);
  metrics::Gauge& in_flight;
  metrics::Counter& overloaded;
  metrics::Counter& rate_limited;
  metrics::Counter& shutting_down;
  metrics::Counter& abandoned;  // cancelled or late before a worker took them

  void CountRefusal(const absl::Status& status);
};

// Server streams that are open, so that a drain can end them.
class OpenStreams {
 public:
  bool Add(const std::shared_ptr<StreamCore>& stream);  // false once closed
  void Remove(const StreamCore* stream);
  void Close();

 private:
  absl::Mutex mutex_;
  absl::flat_hash_map<const StreamCore*, std::weak_ptr<StreamCore>> streams_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

struct Engine {
  Engine(PipelineOptions o, Verifier v, Resolver r, const Clock& c, metrics::Registry& m);

  const PipelineOptions options;
  const Verifier verifier;
  const Resolver resolver;
  const Clock& clock;
  metrics::Registry& registry;
  AdmissionMetrics admission;
  RateLimiter limiter;
  SingleFlight<UnaryCall> flights;
  BoundedQueue queue;
  ThreadSlots bidi_threads;
  OpenStreams streams;
  std::atomic<int> resolving{0};  // threads that wait in the resolver

  absl::Mutex tables_mutex;
  std::deque<MethodTable> tables ABSL_GUARDED_BY(tables_mutex);
  std::vector<std::string> mistakes ABSL_GUARDED_BY(tables_mutex);

  std::vector<std::jthread> workers;  // last: they use everything above
};

}  // namespace laurel::rpc
