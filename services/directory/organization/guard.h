// The organisation guard: one row that every change of the organisation locks first, so that rules over many
// rows (no cycle in the line, one line a day) are decided one after the other, and so that versions are
// committed in their order. Stateless; used inside one transaction.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/directory/v1/organization.pb.h"

namespace laurel::directory::organization {

struct Position {
  std::int64_t version = 0;
  std::string origin;  // of this organisation: another database has another one
};

// Without a lock: for readers.
absl::StatusOr<Position> ReadPosition(sql::Connection& connection);
// The version as of now, locked until the transaction ends. The first statement of every change.
absl::StatusOr<std::int64_t> LockGuard(sql::Connection& connection);
// Adds the change to what the transaction writes; answers the version that it makes.
std::int64_t RecordChange(std::int64_t locked_version, const v1::OrganizationRecords& records, absl::Time now,
                          sql::Changes& changes);

}  // namespace laurel::directory::organization
