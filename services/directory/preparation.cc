#include "services/directory/preparation.h"

#include <algorithm>
#include <utility>

#include "common/log/log.h"
#include "common/sql/migrate.h"
#include "common/status/macros.h"
#include "schema/directory_schema.h"
#include "services/directory/bootstrap/administrator.h"

namespace laurel::directory {
namespace {

constexpr absl::Duration kMigrationDeadline = absl::Minutes(5);
constexpr absl::Duration kFirstBackoff = absl::Milliseconds(200);
constexpr absl::Duration kLastBackoff = absl::Seconds(2);

}  // namespace

Preparation::Preparation(sql::Database& database, organization::Feed& feed, organization::Feed::Listener listener,
                         const Clock& clock, std::string bootstrap_admin)
    : database_(database),
      feed_(feed),
      listener_(std::move(listener)),
      clock_(clock),
      bootstrap_admin_(std::move(bootstrap_admin)),
      thread_([this] { Run(); }) {}

Preparation::~Preparation() {
  {
    const absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

absl::Status Preparation::Migrated() const {
  const absl::MutexLock lock(&mutex_);
  return prepared_ ? absl::OkStatus() : absl::UnavailableError("migrating");
}

absl::Status Preparation::OrganizationLoaded() const {
  return feed_.loaded() ? absl::OkStatus() : absl::UnavailableError("loading the organisation");
}

absl::Status Preparation::Prepare() {
  RETURN_IF_ERROR(sql::Migrate(database_, "directory", Migrations(), clock_.Now() + kMigrationDeadline));
  if (bootstrap_admin_.empty()) return absl::OkStatus();
  return bootstrap::EnsureAdministrator(database_, bootstrap_admin_, clock_);
}

void Preparation::Run() {
  absl::Duration backoff = kFirstBackoff;
  for (;;) {
    const absl::Status status = Prepare();
    if (status.ok()) break;
    log::Warning("the database is not ready", {{"code", absl::StatusCodeToString(status.code())},
                                               {"error", std::string_view(status.message().data(), status.message().size())}});
    if (!Pause(backoff)) return;
    backoff = std::min(backoff * 2, kLastBackoff);
  }
  {
    const absl::MutexLock lock(&mutex_);
    prepared_ = true;
  }
  feed_.Start(listener_);
}

bool Preparation::Pause(absl::Duration time) {
  const absl::MutexLock lock(&mutex_);
  return !mutex_.AwaitWithTimeout(absl::Condition(&stopping_), time);
}

}  // namespace laurel::directory
