// SQL of organization_guard and organization_change: the version of the organisation, and what each version
// changed.
//
// The guard is one row that every change of the organisation locks first, so that rules over many rows (no
// cycle in the line, one line a day) are decided one after the other, and so that versions are committed in
// their order. Stateless; a connection and its changes are used by one thread at a time. Reads answer the
// database's errors as they are, and INTERNAL for a row that is not what it should be.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
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
std::int64_t RecordChange(sql::Changes& changes, std::int64_t locked_version,
                          const v1::OrganizationRecords& records, absl::Time now);

struct Change {
  std::int64_t version = 0;
  v1::OrganizationRecords records;
};
// The changes after `version`, oldest first: a part of them when there are many.
absl::StatusOr<std::vector<Change>> ReadChanges(sql::Connection& connection, std::int64_t version);

// Removes up to `most` changes written before `until`, the oldest first; answers how many.
absl::StatusOr<std::int64_t> DeleteChanges(sql::Connection& connection, absl::Time until, std::int64_t most);

}  // namespace laurel::directory::organization
