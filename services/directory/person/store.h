// SQL of table `person`. A person's state, team, manager and coach are not columns: the organisation knows
// them.
//
// Stateless; a connection and its changes are used by one thread at a time. Reads answer the database's
// errors as they are. Ids come without collection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/page.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/directory/v1/person.pb.h"
#include "services/directory/person/stored.h"

namespace laurel::directory::person {

// Those that exist, in no order.
absl::StatusOr<std::vector<v1::Person>> FindAll(sql::Connection& connection,
                                                const std::vector<std::string>& ids);

struct Filter {
  std::string query;  // the beginning of a word of the name, or of the email
  v1::PersonState state = v1::PERSON_STATE_UNSPECIFIED;  // who may be in it on `latest_day`: a superset
  absl::CivilDay latest_day;
  std::optional<std::vector<std::string>> ids;  // only these
};
// By display name, then id: at most `limit` rows after the cursor. INVALID_ARGUMENT on `page_token`: a cursor
// that is not of this list.
absl::StatusOr<std::vector<v1::Person>> List(sql::Connection& connection, const Filter& filter,
                                             const api::Cursor& after, std::int64_t limit);
// Where a person stands in that list.
api::Cursor CursorOf(const v1::Person& person);

// Everyone, in parts along the key; for imports.
absl::StatusOr<std::vector<Stored>> ReadPart(sql::Connection& connection, const std::string& after_id,
                                             std::int64_t limit);
absl::StatusOr<std::optional<Stored>> FindStored(sql::Connection& connection, const std::string& id);
absl::StatusOr<std::optional<Stored>> FindStoredByEmail(sql::Connection& connection,
                                                        const std::string& email);
// The id of whoever, but `other_than`, has this employee number, or this email in any case; empty: nobody.
absl::StatusOr<std::string> FindNumberOwner(sql::Connection& connection, const std::string& employee_number,
                                            const std::string& other_than);
absl::StatusOr<std::string> FindEmailOwner(sql::Connection& connection, const std::string& email,
                                           const std::string& other_than);

void Insert(sql::Changes& changes, const v1::Person& person);
// Writes these fields (top-level names) of `after` and update_time; guarded by the version that was read.
void Update(sql::Changes& changes, const Stored& before, const v1::Person& after,
            std::vector<std::string> fields);
// The row changes version and update_time only: something that hangs on it has changed.
void Touch(sql::Changes& changes, const std::string& id, std::int64_t version, absl::Time now);
// The same for several who were not read: under the organisation's guard, which every writer of theirs holds.
void TouchAll(sql::Changes& changes, const std::vector<std::string>& ids, absl::Time now);

}  // namespace laurel::directory::person
