#include "services/directory/status/store.h"

#include <algorithm>
#include <cstdint>

#include "common/status/macros.h"
#include "common/time/convert.h"

namespace laurel::directory::status {
namespace {

const v1::StatusRecord* BeginningOn(int day, const Statuses& statuses) {
  const auto it = std::find_if(statuses.begin(), statuses.end(),
                               [day](const v1::StatusRecord& status) { return status.start_day() == day; });
  return it == statuses.end() ? nullptr : &*it;
}

}  // namespace

void Save(sql::Changes& changes, v1::OrganizationRecords& records, const Statuses& before,
          const Statuses& after) {
  for (const v1::StatusRecord& old : before) {
    if (BeginningOn(old.start_day(), after) != nullptr) continue;
    changes.Update("DELETE FROM person_status WHERE person = ? AND start_date = ?",
                   {old.person(), DayFromNumber(old.start_day())});
    v1::StatusRecord& removed = *records.add_statuses();
    removed = old;
    removed.set_removed(true);
  }
  for (const v1::StatusRecord& status : after) {
    const v1::StatusRecord* old = BeginningOn(status.start_day(), before);
    const auto state = static_cast<std::int64_t>(status.state());
    const std::int64_t coachable = status.coachable() ? 1 : 0;
    if (old == nullptr) {
      changes.Insert("person_status", {"person", "start_date", "state", "coachable"},
                     {status.person(), DayFromNumber(status.start_day()), state, coachable});
    } else if (old->state() == status.state() && old->coachable() == status.coachable()) {
      continue;
    } else {
      changes.Update("UPDATE person_status SET state = ?, coachable = ? WHERE person = ? AND start_date = ?",
                     {state, coachable, status.person(), DayFromNumber(status.start_day())});
    }
    *records.add_statuses() = status;
  }
}

absl::StatusOr<std::map<v1::PersonState, std::int64_t>> CountByState(sql::Connection& connection,
                                                                     absl::CivilDay day) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(
          "SELECT s.state, COUNT(*) FROM person_status s JOIN (SELECT person, MAX(start_date) AS day "
          "FROM person_status WHERE start_date <= ? GROUP BY person) n "
          "ON s.person = n.person AND s.start_date = n.day GROUP BY s.state",
          {day}));
  std::map<v1::PersonState, std::int64_t> people;
  for (const sql::Row& row : rows) people.emplace(static_cast<v1::PersonState>(row.Int(0)), row.Int(1));
  return people;
}

}  // namespace laurel::directory::status
