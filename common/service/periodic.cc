#include "common/service/periodic.h"

#include <algorithm>
#include <utility>

#include "common/log/log.h"
#include "common/status/error.h"

namespace laurel {
namespace {

// A service starts before its database and its directory: what failed then should not stay undone for a whole
// interval.
constexpr absl::Duration kRetry = absl::Seconds(5);

}  // namespace

Periodic::Periodic(std::string name, absl::Duration interval, std::function<absl::Status()> work)
    : name_(std::move(name)), interval_(interval), work_(std::move(work)), thread_([this] { Run(); }) {}

Periodic::~Periodic() {
  {
    const absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void Periodic::Run() {
  bool stopping = false;
  while (!stopping) {
    const absl::Status status = work_();
    if (!status.ok()) log::Warning("periodic work failed", {{"work", name_}, {"reason", ReasonOf(status)}});
    const absl::MutexLock lock(&mutex_);
    stopping = mutex_.AwaitWithTimeout(absl::Condition(&stopping_),
                                       status.ok() ? interval_ : std::min(interval_, kRetry));
  }
}

}  // namespace laurel
