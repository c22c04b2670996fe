#include "services/feedback/periodic.h"

#include <utility>

#include "common/log/log.h"
#include "common/status/error.h"

namespace laurel::feedback {

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
  while (true) {
    {
      const absl::MutexLock lock(&mutex_);
      if (mutex_.AwaitWithTimeout(absl::Condition(&stopping_), interval_)) return;
    }
    if (const absl::Status status = work_(); !status.ok()) {
      log::Warning("periodic work failed", {{"work", name_}, {"reason", ReasonOf(status)}});
    }
  }
}

}  // namespace laurel::feedback
