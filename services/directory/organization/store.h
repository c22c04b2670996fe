// SQL of organization_guard: the version of the organisation; and how a change of it is told.
//
// The guard is one row that every change of the organisation locks first, so that rules over many rows (no
// cycle in the line, one line a day) are decided one after the other, and so that versions are committed in
// their order. Stateless; a connection and its changes are used by one thread at a time. Reads answer the
// database's errors as they are, and INTERNAL when the row is missing.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/events/outbox.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/directory/v1/organization.pb.h"

namespace laurel::directory::organization {

// The event of every change. Its data, OrganizationRecords, names the version that it makes; in the order of
// events versions follow one another without a gap.
inline constexpr char kChanged[] = "organization.changed";

// Without a lock: for readers.
absl::StatusOr<std::int64_t> ReadVersion(sql::Connection& connection);
// The version as of now, locked until the transaction ends. The first statement of every change.
absl::StatusOr<std::int64_t> LockGuard(sql::Connection& connection);
// Adds the change to what the transaction writes; answers the version that it makes.
std::int64_t RecordChange(const events::Outbox& outbox, sql::Changes& changes, std::int64_t locked_version,
                          v1::OrganizationRecords records, absl::Time now);

}  // namespace laurel::directory::organization
