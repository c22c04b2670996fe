// SQL of tables `person_status` and `person_status_change`.
//
// Stateless; a connection and its changes are used by one thread at a time. Reads answer the database's
// errors as they are. Ids come without collection.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "services/directory/status/rules.h"

namespace laurel::directory::status {

struct Kept {
  History history;
  std::string time_zone;  // of the person

  int Today(absl::Time now) const;
  v1::PersonState StateNow(absl::Time now) const;  // UNSPECIFIED: they are still to come
};
using KeptByPerson = absl::flat_hash_map<std::string, Kept>;

// Who has none is absent.
absl::StatusOr<KeptByPerson> FindAll(sql::Connection& connection, const std::vector<std::string>& people);
// Of one who is there. INTERNAL when they have none.
absl::StatusOr<Kept> Find(sql::Connection& connection, const std::string& person);

// Whoever has a status that begins by `latest` and is untold, by the first day of it.
struct Due {
  std::string person;
  int first_day = 0;
  std::string time_zone;
};
absl::StatusOr<std::vector<Due>> FindDue(sql::Connection& connection, absl::CivilDay latest);
// First days of all untold statuses, of everybody, for imports. By person and day.
absl::StatusOr<std::vector<Due>> ReadUntold(sql::Connection& connection);

// Writes what makes `before` into `after`, and adds it to the organisation's `records`. What begins before
// `untold_from` counts as told from now on, what is new or another one and begins later as untold. Nothing
// when all is so already.
void Save(sql::Changes& changes, v1::OrganizationRecords& records, const History& before,
          const Statuses& after, int untold_from);

// Why a person's state changes. Nothing when their states stay what they are on every day.
struct Decision {
  std::string person;
  std::int64_t version = 0;  // of the person, after the change
  std::string actor;         // id of a person
  absl::Time time;
  std::string reason = {};
};
void AddChange(sql::Changes& changes, const Statuses& before, const Statuses& after,
               const Decision& decision);

// How many people are in each state on a day; a state that nobody is in is absent.
absl::StatusOr<std::map<v1::PersonState, std::int64_t>> CountByState(sql::Connection& connection,
                                                                     absl::CivilDay day);

}  // namespace laurel::directory::status
