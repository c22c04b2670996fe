#include "services/directory/status/store.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/sql/where.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/period/day.h"

namespace laurel::directory::status {
namespace {

const v1::StatusRecord* BeginningOn(int day, const Statuses& statuses) {
  const auto it = std::find_if(statuses.begin(), statuses.end(),
                               [day](const v1::StatusRecord& status) { return status.start_day() == day; });
  return it == statuses.end() ? nullptr : &*it;
}

std::vector<Due> ReadDue(const sql::Rows& rows) {
  std::vector<Due> due;
  due.reserve(rows.size());
  for (const sql::Row& row : rows) {
    due.push_back({std::string(row.Text(0)), DayNumber(row.Day(1)), std::string(row.Text(2))});
  }
  return due;
}

}  // namespace

int Kept::Today(absl::Time now) const { return period::TodayIn(time_zone, now); }

v1::PersonState Kept::StateNow(absl::Time now) const { return StateOn(history.statuses, Today(now)); }

absl::StatusOr<KeptByPerson> FindAll(sql::Connection& connection, const std::vector<std::string>& people) {
  KeptByPerson found;
  if (people.empty()) return found;
  sql::Where where;
  where.AndIn("s.person", people);
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT s.person, s.start_date, s.state, s.coachable, s.announced, "
                                    "p.time_zone FROM person_status s JOIN person p ON p.id = s.person" +
                                        where.sql() + " ORDER BY s.person, s.start_date",
                                    where.values()));
  for (const sql::Row& row : rows) {
    Kept& kept = found[std::string(row.Text(0))];
    v1::StatusRecord& status = kept.history.statuses.emplace_back();
    status.set_person(std::string(row.Text(0)));
    status.set_start_day(DayNumber(row.Day(1)));
    status.set_state(static_cast<v1::PersonState>(row.Int(2)));
    status.set_coachable(row.Int(3) != 0);
    if (row.Int(4) == 0) kept.history.untold.push_back(status.start_day());
    kept.time_zone = row.Text(5);
  }
  return found;
}

absl::StatusOr<Kept> Find(sql::Connection& connection, const std::string& person) {
  ASSIGN_OR_RETURN(KeptByPerson found, FindAll(connection, {person}));
  if (found.empty()) return InternalError("a person has no status");
  return std::move(found.begin()->second);
}

absl::StatusOr<std::vector<Due>> FindDue(sql::Connection& connection, absl::CivilDay latest) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT s.person, MIN(s.start_date) AS first_day, p.time_zone "
                                    "FROM person_status s JOIN person p ON p.id = s.person "
                                    "WHERE s.announced = 0 AND s.start_date <= ? "
                                    "GROUP BY s.person, p.time_zone ORDER BY first_day, s.person",
                                    {latest}));
  return ReadDue(rows);
}

absl::StatusOr<std::vector<Due>> ReadUntold(sql::Connection& connection) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT s.person, s.start_date, '' FROM person_status s "
                                    "WHERE s.announced = 0 ORDER BY s.person, s.start_date"));
  return ReadDue(rows);
}

void Save(sql::Changes& changes, v1::OrganizationRecords& records, const History& before,
          const Statuses& after, int untold_from) {
  for (const v1::StatusRecord& old : before.statuses) {
    if (BeginningOn(old.start_day(), after) != nullptr) continue;
    changes.Update("DELETE FROM person_status WHERE person = ? AND start_date = ?",
                   {old.person(), DayFromNumber(old.start_day())});
    v1::StatusRecord& removed = *records.add_statuses();
    removed = old;
    removed.set_removed(true);
  }
  for (const v1::StatusRecord& status : after) {
    const v1::StatusRecord* old = BeginningOn(status.start_day(), before.statuses);
    const bool same =
        old != nullptr && old->state() == status.state() && old->coachable() == status.coachable();
    const bool was_told = old != nullptr && !before.IsUntold(status.start_day());
    const bool told = status.start_day() < untold_from || (was_told && old->state() == status.state());
    if (same && told == was_told) continue;
    const auto state = static_cast<std::int64_t>(status.state());
    const std::int64_t coachable = status.coachable() ? 1 : 0;
    const std::int64_t announced = told ? 1 : 0;
    if (old == nullptr) {
      changes.Insert("person_status", {"person", "start_date", "state", "coachable", "announced"},
                     {status.person(), DayFromNumber(status.start_day()), state, coachable, announced});
    } else {
      changes.Update(
          "UPDATE person_status SET state = ?, coachable = ?, announced = ? WHERE person = ? AND "
          "start_date = ?",
          {state, coachable, announced, status.person(), DayFromNumber(status.start_day())});
    }
    if (!same) *records.add_statuses() = status;
  }
}

void AddChange(sql::Changes& changes, const Statuses& before, const Statuses& after,
               const Decision& decision) {
  const std::optional<Difference> difference = FirstDifference(before, after);
  if (!difference.has_value()) return;
  changes.Insert("person_status_change",
                 {"person", "n", "start_date", "from_state", "to_state", "actor", "time", "reason"},
                 {decision.person, decision.version, DayFromNumber(difference->day),
                  static_cast<std::int64_t>(difference->from), static_cast<std::int64_t>(difference->to),
                  decision.actor, decision.time, decision.reason});
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
