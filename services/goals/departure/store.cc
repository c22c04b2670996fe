#include "services/goals/departure/store.h"

#include "common/sql/where.h"
#include "common/status/macros.h"

namespace laurel::goals::departure {
namespace {

constexpr std::int64_t kPage = 512;
constexpr std::int64_t kPerson = v1::GOAL_LEVEL_PERSON;

}  // namespace

absl::StatusOr<std::vector<std::string>> FindOpenGoals(sql::Connection& connection, std::string_view owner) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(
          "SELECT g.id FROM goal_owner o FORCE INDEX (by_owner) STRAIGHT_JOIN goal g ON g.id = o.goal "
          "WHERE o.owner = ? AND g.level = ? AND g.lifecycle IN (?, ?) ORDER BY g.path",
          {std::string(owner), kPerson, std::int64_t{v1::GOAL_LIFECYCLE_DRAFT},
           std::int64_t{v1::GOAL_LIFECYCLE_PROPOSED}}));
  std::vector<std::string> ids;
  for (const sql::Row& row : rows) ids.emplace_back(row.Text(0));
  return ids;
}

absl::StatusOr<Owners> OwnersOfOpenGoals(sql::Connection& connection, v1::GoalLifecycle lifecycle,
                                         std::string_view after) {
  // One range of the key, because without a check-in its middle columns are the same for all.
  ASSIGN_OR_RETURN(const sql::Rows goals,
                   connection.Query("SELECT id FROM goal FORCE INDEX (by_lifecycle) WHERE lifecycle = ? "
                                    "AND health = ? AND last_check_in_time IS NULL AND id > ? "
                                    "AND level = ? ORDER BY id LIMIT ?",
                                    {std::int64_t{lifecycle}, std::int64_t{v1::GOAL_HEALTH_NOT_UPDATED},
                                     std::string(after), kPerson, kPage}));
  Owners owners;
  if (goals.empty()) return owners;
  if (static_cast<std::int64_t>(goals.size()) == kPage) owners.next = std::string(goals.back().Text(0));
  std::vector<std::string> ids;
  for (const sql::Row& row : goals) ids.emplace_back(row.Text(0));
  sql::Where where;
  where.AndIn("goal", ids);
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT owner FROM goal_owner" + where.sql(), where.values()));
  for (const sql::Row& row : rows) owners.ids.emplace_back(row.Text(0));
  return owners;
}

}  // namespace laurel::goals::departure
