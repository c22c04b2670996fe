#include "services/directory/preparation.h"

#include <algorithm>

#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/directory/bootstrap/administrator.h"
#include "services/directory/bootstrap/org_readers.h"

namespace laurel::directory {
namespace {

constexpr absl::Duration kFirstBackoff = absl::Milliseconds(200);
constexpr absl::Duration kLastBackoff = absl::Seconds(2);

}  // namespace

Preparation::Preparation(Host& host, organization::Keeper& keeper, const Config& config)
    : host_(host),
      keeper_(keeper),
      bootstrap_admin_(config.bootstrap_admin),
      org_readers_(config.org_readers),
      thread_([this] { Run(); }) {}

Preparation::~Preparation() {
  {
    const absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
  keeper_.Stop();
}

absl::Status Preparation::Prepare() {
  RETURN_IF_ERROR(host_.SchemaReady());
  const events::Outbox& outbox = host_.events().outbox();
  if (!bootstrap_admin_.empty()) {
    RETURN_IF_ERROR(
        bootstrap::EnsureAdministrator(host_.database(), bootstrap_admin_, host_.clock(), outbox));
  }
  return bootstrap::EnsureOrgReaders(host_.database(), org_readers_, host_.clock(), outbox);
}

void Preparation::Run() {
  absl::Duration backoff = kFirstBackoff;
  for (absl::Status status = Prepare(); !status.ok(); status = Prepare()) {
    log::Warning("the service cannot be prepared yet", {{"reason", ReasonOf(status)}});
    if (!Pause(backoff)) return;
    backoff = std::min(backoff * 2, kLastBackoff);
  }
  keeper_.Start();
}

bool Preparation::Pause(absl::Duration time) {
  const absl::MutexLock lock(&mutex_);
  return !mutex_.AwaitWithTimeout(absl::Condition(&stopping_), time);
}

}  // namespace laurel::directory
