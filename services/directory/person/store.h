// SQL of table `person`. A person's state, team, manager and coach are not columns: the organisation knows
// them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/page.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/directory/v1/person.pb.h"

namespace laurel::directory::person {

absl::StatusOr<std::optional<v1::Person>> Find(sql::Connection& connection, const std::string& id);
// Those that exist, in no order.
absl::StatusOr<std::vector<v1::Person>> FindAll(sql::Connection& connection,
                                                const std::vector<std::string>& ids);

struct Filter {
  std::string query;  // the beginning of a word of the name, or of the email
  v1::PersonState state = v1::PERSON_STATE_UNSPECIFIED;  // who may be in it on `latest_day`: a superset
  absl::CivilDay latest_day;
  std::optional<std::vector<std::string>> ids;  // only these; not empty
};
// By display name, then id: at most `limit` rows after the cursor {display_name, id}.
absl::StatusOr<std::vector<v1::Person>> List(sql::Connection& connection, const Filter& filter,
                                             const api::Cursor& after, std::int64_t limit);

// Everyone, with the version of each row, in parts along the key; for imports.
struct Stored {
  v1::Person person;
  std::int64_t version = 0;
};
absl::StatusOr<std::vector<Stored>> ReadPart(sql::Connection& connection, const std::string& after_id,
                                             std::int64_t limit);
absl::StatusOr<std::optional<Stored>> FindStored(sql::Connection& connection, const std::string& id);
absl::StatusOr<std::optional<Stored>> FindStoredByEmail(sql::Connection& connection,
                                                        const std::string& email);

void Insert(const v1::Person& person, sql::Changes& changes);
// Every column of the person; refused when the row is no longer at `version`.
void Update(const v1::Person& person, std::int64_t version, sql::Changes& changes);
// The row changes version and update_time only: something that hangs on it has changed.
void Touch(const std::string& id, std::int64_t version, absl::Time now, sql::Changes& changes);

}  // namespace laurel::directory::person
