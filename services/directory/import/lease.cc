#include "services/directory/import/lease.h"

#include <utility>

#include "common/api/ulid.h"
#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/directory/import/store.h"

namespace laurel::directory::import {
namespace {

constexpr absl::Duration kDeadline = absl::Seconds(5);
constexpr absl::Duration kProlongEvery = absl::Seconds(4);

using Step = absl::Status (*)(sql::Connection&, const std::string& owner);

absl::Status Run(sql::Database& database, const Clock& clock, Step step, const std::string& owner) {
  return database.Transact(clock.Now() + kDeadline,
                           [&](sql::Connection& connection) { return step(connection, owner); });
}

}  // namespace

absl::StatusOr<std::unique_ptr<Lease>> Lease::Take(sql::Database& database, const Clock& clock) {
  const std::string owner = api::NewUlid(clock.Now());
  bool taken = false;
  RETURN_IF_ERROR(database.Transact(clock.Now() + kDeadline, [&](sql::Connection& connection) {
    const absl::StatusOr<bool> mine = TakeLease(connection, owner);
    taken = mine.value_or(false);
    return mine.status();
  }));
  if (!taken) {
    return Error(absl::StatusCode::kAborted, "IMPORT_RUNNING",
                 "another import is running: wait until it is done")
        .RetryAfter(absl::Seconds(5));
  }
  return std::unique_ptr<Lease>(new Lease(database, clock, owner));
}

Lease::Lease(sql::Database& database, const Clock& clock, std::string owner)
    : database_(database), clock_(clock), owner_(std::move(owner)), thread_([this] { Prolong(); }) {}

Lease::~Lease() {
  {
    const absl::MutexLock lock(&mutex_);
    done_ = true;
  }
  thread_.join();
  const absl::Status status = Run(database_, clock_, GiveBackLease, owner_);
  if (!status.ok()) log::Warning("the lease of an import was not given back; it ends by itself");
}

void Lease::Prolong() {
  for (;;) {
    {
      const absl::MutexLock lock(&mutex_);
      if (mutex_.AwaitWithTimeout(absl::Condition(&done_), kProlongEvery)) return;
    }
    // When it fails, the next round tries again; the import goes on: see above.
    if (!Run(database_, clock_, ProlongLease, owner_).ok())
      log::Warning("the lease of an import was not prolonged");
  }
}

}  // namespace laurel::directory::import
