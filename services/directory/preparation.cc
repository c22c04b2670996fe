#include "services/directory/preparation.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/directory/bootstrap/administrator.h"

namespace laurel::directory {
namespace {

constexpr absl::Duration kFirstBackoff = absl::Milliseconds(200);
constexpr absl::Duration kLastBackoff = absl::Seconds(2);

}  // namespace

Preparation::Preparation(Host& host, organization::Feed& feed, organization::Feed::Listener listener,
                         std::string bootstrap_admin)
    : host_(host),
      feed_(feed),
      listener_(std::move(listener)),
      bootstrap_admin_(std::move(bootstrap_admin)),
      thread_([this] { Run(); }) {}

Preparation::~Preparation() {
  {
    const absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
  feed_.Stop();
}

absl::Status Preparation::Prepare() {
  RETURN_IF_ERROR(host_.SchemaReady());
  if (bootstrap_admin_.empty()) return absl::OkStatus();
  return bootstrap::EnsureAdministrator(host_.database(), bootstrap_admin_, host_.clock());
}

void Preparation::Run() {
  absl::Duration backoff = kFirstBackoff;
  for (absl::Status status = Prepare(); !status.ok(); status = Prepare()) {
    log::Warning("the service cannot be prepared yet", {{"reason", ReasonOf(status)}});
    if (!Pause(backoff)) return;
    backoff = std::min(backoff * 2, kLastBackoff);
  }
  feed_.Start(listener_);
}

bool Preparation::Pause(absl::Duration time) {
  const absl::MutexLock lock(&mutex_);
  return !mutex_.AwaitWithTimeout(absl::Condition(&stopping_), time);
}

}  // namespace laurel::directory
