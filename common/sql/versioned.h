// Rows with a version: found by the name of what they hold, and changed only if nobody changed them since.
//
//   struct Stored { v1::Goal goal; std::int64_t version = 0; };   // a message and its version
//   FindVersioned<Stored>(connection, GoalRecord(), {id}, sql::Lock::kForUpdate)
//   UpdateVersioned(changes, GoalRecord(), after, before.version, {"title", "state", "state_time"})
//
// The record has a Name() column, whose columns are the key of the table; the table has the columns version
// and update_time. A connection or a Changes is used by one thread at a time.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/lock.h"
#include "common/sql/record.h"
#include "common/status/macros.h"

namespace laurel::sql {

// The version of the row of these ids, in the order of the name, and the row as `message`; nullopt: no such
// row.
absl::StatusOr<std::optional<std::int64_t>> ReadVersioned(Connection& connection, const Record& record,
                                                          std::initializer_list<std::string_view> ids,
                                                          Lock lock, google::protobuf::Message& message);

// The same as `Stored`, an aggregate of the message and the version.
template <typename Stored>
absl::StatusOr<std::optional<Stored>> FindVersioned(Connection& connection, const Record& record,
                                                    std::initializer_list<std::string_view> ids, Lock lock) {
  Stored stored;
  auto& [message, version] = stored;
  ASSIGN_OR_RETURN(const std::optional<std::int64_t> found,
                   ReadVersioned(connection, record, ids, lock, message));
  if (!found.has_value()) return std::optional<Stored>();
  version = *found;
  return std::optional<Stored>(std::move(stored));
}

// Writes these fields (top-level names) of `after` and update_time to the row of its name, in the version
// after `version`; when that is no longer the row's, the transaction is rolled back and decided again
// (Changes::Update). `extras`: columns that the message does not show.
void UpdateVersioned(Changes& changes, const Record& record, const google::protobuf::Message& after,
                     std::int64_t version, std::vector<std::string> fields,
                     const Record::Assignments& extras = {});

}  // namespace laurel::sql
