#include "services/directory/import/lease.h"

#include <cstdint>
#include <utility>

#include "common/api/ulid.h"
#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::directory::import {
namespace {

constexpr absl::Duration kDeadline = absl::Seconds(5);
constexpr absl::Duration kProlongEvery = absl::Seconds(4);

// By the database's clock, which all replicas share. 15 s: how long a killed server keeps others waiting.
constexpr std::string_view kMake =
    "INSERT IGNORE INTO lease (name, owner, epoch, conn_id, expires, next_position) "
    "VALUES ('import', '', 0, 0, '2000-01-01', 0)";
constexpr std::string_view kTake =
    "UPDATE lease SET owner = ?, epoch = epoch + 1, expires = UTC_TIMESTAMP(6) + INTERVAL 15 SECOND "
    "WHERE name = 'import' AND expires < UTC_TIMESTAMP(6)";
constexpr std::string_view kProlong =
    "UPDATE lease SET expires = UTC_TIMESTAMP(6) + INTERVAL 15 SECOND WHERE name = 'import' AND owner = ?";
constexpr std::string_view kGiveBack =
    "UPDATE lease SET owner = '', expires = '2000-01-01' WHERE name = 'import' AND owner = ?";

absl::Status Run(sql::Database& database, const Clock& clock, std::string_view sql,
                 const std::string& owner) {
  return database.Transact(clock.Now() + kDeadline, [&](sql::Connection& connection) {
    return connection.Execute(sql, {owner}).status();
  });
}

}  // namespace

absl::StatusOr<std::unique_ptr<Lease>> Lease::Take(sql::Database& database, const Clock& clock) {
  const std::string owner = api::NewUlid(clock.Now());
  std::int64_t taken = 0;
  RETURN_IF_ERROR(database.Transact(clock.Now() + kDeadline, [&](sql::Connection& connection) {
    absl::Status status = connection.Execute(kMake).status();
    if (!status.ok()) return status;
    const absl::StatusOr<std::int64_t> changed = connection.Execute(kTake, {owner});
    taken = changed.value_or(0);
    return changed.status();
  }));
  if (taken == 0) {
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
  const absl::Status status = Run(database_, clock_, kGiveBack, owner_);
  if (!status.ok()) log::Warning("the lease of an import was not given back; it ends by itself");
}

void Lease::Prolong() {
  for (;;) {
    {
      const absl::MutexLock lock(&mutex_);
      if (mutex_.AwaitWithTimeout(absl::Condition(&done_), kProlongEvery)) return;
    }
    // When it fails, the next round tries again; the import goes on: see above.
    if (!Run(database_, clock_, kProlong, owner_).ok())
      log::Warning("the lease of an import was not prolonged");
  }
}

}  // namespace laurel::directory::import
