#include "common/service/periodic.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "common/log/log.h"
#include "common/status/error.h"

namespace laurel {
namespace {

// A service starts before its database and its directory: what failed then should not stay undone for a whole
// interval.
constexpr absl::Duration kRetry = absl::Seconds(5);

// What a mistake of ours throws ends this run, not the process: every replica would meet it, again and again.
absl::Status RunOnce(const Periodic::Work& work, const std::stop_token& stop) {
  try {
    return work(stop);
  } catch (const std::exception& mistake) {
    return InternalError(mistake.what());
  }
}

}  // namespace

Periodic::Periodic(std::string name, absl::Duration interval, Work work)
    : name_(std::move(name)),
      interval_(interval),
      work_(std::move(work)),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

Periodic::Periodic(std::string name, absl::Duration interval, std::function<absl::Status()> work)
    : Periodic(std::move(name), interval,
               Work([run = std::move(work)](const std::stop_token&) { return run(); })) {}

void Periodic::Run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const absl::Status status = RunOnce(work_, stop);
    if (!status.ok()) log::Warning("periodic work failed", {{"work", name_}, {"reason", ReasonOf(status)}});
    const absl::Duration pause = status.ok() ? interval_ : std::min(interval_, kRetry);
    std::unique_lock lock(mutex_);
    // Nothing but the token ends a pause early.
    pause_.wait_for(lock, stop, absl::ToChronoMilliseconds(pause), [] { return false; });
  }
}

}  // namespace laurel
