#include "services/feedback/coverage/store.h"

#include <algorithm>

#include "common/sql/where.h"
#include "common/status/macros.h"

namespace laurel::feedback::coverage {

absl::StatusOr<LastHeld> FindLastHeld(sql::Connection& connection, const std::vector<std::string>& people,
                                      absl::Time end) {
  constexpr std::size_t kPeopleAtOnce = 512;
  LastHeld last_held;
  for (std::size_t first = 0; first < people.size(); first += kPeopleAtOnce) {
    const std::size_t last = std::min(first + kPeopleAtOnce, people.size());
    const std::vector<std::string> some(people.begin() + static_cast<std::ptrdiff_t>(first),
                                        people.begin() + static_cast<std::ptrdiff_t>(last));
    sql::Where where;
    where.AndIn("person", some).And("counted_time < ?", {end});
    const std::string statement =
        "SELECT person, MAX(counted_time) FROM session_participant" + where.sql() + " GROUP BY person";
    ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement, where.values()));
    for (const sql::Row& row : rows) last_held.emplace(row.Text(0), row.Time(1));
  }
  return last_held;
}

absl::StatusOr<std::vector<std::string>> FindCoachedSince(sql::Connection& connection, absl::Time start) {
  // HAVING and not WHERE: the last time of each person is one step in by_counted.
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT person, MAX(counted_time) AS last_time FROM session_participant "
                                    "GROUP BY person HAVING last_time >= ?",
                                    {start}));
  std::vector<std::string> people;
  for (const sql::Row& row : rows) people.emplace_back(row.Text(0));
  return people;
}

}  // namespace laurel::feedback::coverage
