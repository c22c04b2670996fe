// What the directory does when somebody has left: their reports go to their own manager, what they coach
// ends, the roles they hold end. Once for each leaving, under the organisation's guard, in the transaction
// that tells of it; what they are a member of and their own line stay: history. Used by one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "services/directory/events.h"
#include "services/directory/line/rules.h"
#include "services/directory/status/store.h"

namespace laurel::directory::departure {

struct Departure {
  std::string person;  // id
  std::vector<line::Edit> lines;
  std::vector<v1::Role> roles;  // held until now, sorted
  status::KeptByPerson others;  // whose lines change
};

// What it would do that this person leaves with `day` as the first day as LEFT. The database's errors.
absl::StatusOr<Departure> Plan(sql::Connection& connection, const std::string& person, int day,
                               absl::Time now);

// Does it, tells it, and leaves an audit entry for everybody whose line changes. `actor`: the id of the
// person who does, or empty.
absl::Status Save(sql::Connection& connection, const Telling& telling, v1::OrganizationRecords& records,
                  const Departure& departure, const std::string& actor);

}  // namespace laurel::directory::departure
