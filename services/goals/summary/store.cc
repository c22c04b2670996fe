#include "services/goals/summary/store.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/goals/goal/rules.h"

namespace laurel::goals::summary {
namespace {

constexpr char kByOwner[] = "goal_owner o FORCE INDEX (by_owner) STRAIGHT_JOIN goal g ON g.id = o.goal";
constexpr char kByPeriod[] = "goal g FORCE INDEX (by_period) STRAIGHT_JOIN goal_owner o ON o.goal = g.id";

// Whether an ACTIVE one was checked in; a check-in that another supersedes counts nowhere.
constexpr char kCheckedIn[] =
    "(g.lifecycle = 5 AND EXISTS (SELECT 1 FROM check_in c FORCE INDEX (by_time) WHERE c.goal = g.id "
    "AND c.time >= ? AND c.time < ? AND c.superseded_by IS NULL))";
static_assert(v1::GOAL_LIFECYCLE_ACTIVE == 5);

sql::Where WhereOf(const Selection& selection, const std::vector<std::string>& few) {
  const laurel::summary::Window& window = selection.window;
  const absl::Time end = std::min(window.end(), selection.now);
  // Of a window that goes on what is measured a moment ahead of this clock counts as well.
  sql::Where where({end - goal::kHealthLasts, window.end()});
  if (!few.empty()) where.AndIn("o.owner", few);
  where.And("g.end_date >= ?", {FormatIsoDate(window.start_day)});
  where.And("g.start_date < ?", {FormatIsoDate(window.end_day)});
  where.And("g.level IN (?, ?)", {std::int64_t{v1::GOAL_LEVEL_TEAM}, std::int64_t{v1::GOAL_LEVEL_PERSON}});
  where.And("g.lifecycle IN (?, ?, ?, ?, ?)",
            {std::int64_t{v1::GOAL_LIFECYCLE_ACTIVE}, std::int64_t{v1::GOAL_LIFECYCLE_ACHIEVED},
             std::int64_t{v1::GOAL_LIFECYCLE_MISSED}, std::int64_t{v1::GOAL_LIFECYCLE_CANCELLED},
             std::int64_t{v1::GOAL_LIFECYCLE_ARCHIVED}});
  return where;
}

}  // namespace

absl::StatusOr<std::vector<Counted>> ReadCounted(sql::Connection& connection, const Selection& selection) {
  std::vector<Counted> goals;
  if (selection.people.empty()) return goals;
  std::vector<std::string> few;
  if (selection.people.size() <= kFewPeople) few.assign(selection.people.begin(), selection.people.end());
  const sql::Where where = WhereOf(selection, few);
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(
          fmt::format(
              "SELECT {}, g.id, o.owner, g.lifecycle, g.health, g.last_check_in_time, g.units FROM {}{}",
              kCheckedIn, few.empty() ? kByPeriod : kByOwner, where.sql()),
          where.values()));
  absl::flat_hash_map<std::string, std::size_t> places;
  for (const sql::Row& row : rows) {
    const auto [place, added] = places.emplace(std::string(row.Text(1)), goals.size());
    if (added) {
      constexpr std::size_t kLastCheckIn = 5;
      const bool stale = row.Time(kLastCheckIn) < selection.now - goal::kHealthLasts;
      goals.push_back(
          {.id = place->first,
           .lifecycle = static_cast<v1::GoalLifecycle>(row.Int(3)),
           .health = stale ? v1::GOAL_HEALTH_NOT_UPDATED : static_cast<v1::GoalHealth>(row.Int(4)),
           .units = row.Int(6),
           .checked_in = row.Int(0) != 0});
    }
    goals[place->second].owners.emplace_back(row.Text(2));
  }
  return goals;
}

absl::StatusOr<std::vector<Source>> ReadSources(sql::Connection& connection,
                                                const std::vector<std::string>& ids) {
  sql::Where where;
  where.AndIn("g.id", ids);
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(
          fmt::format("SELECT g.id, g.path, g.parts_weight > 0, k.weight, k.baseline, k.target, k.current "
                      "FROM goal g LEFT JOIN key_result k ON k.goal = g.id AND g.parts_weight = 0{} "
                      "ORDER BY g.id",
                      where.sql()),
          where.values()));
  std::vector<Source> sources;
  constexpr std::size_t kKeyResult = 3;
  for (const sql::Row& row : rows) {
    if (sources.empty() || sources.back().id != row.Text(0)) {
      sources.push_back(
          {.id = std::string(row.Text(0)), .path = std::string(row.Text(1)), .has_parts = row.Int(2) != 0});
    }
    if (row.IsNull(kKeyResult)) continue;
    v1::KeyResult& key_result = *sources.back().key_results.Add();
    key_result.set_weight(std::string(row.Text(kKeyResult)));
    key_result.set_baseline(std::string(row.Text(kKeyResult + 1)));
    key_result.set_target(std::string(row.Text(kKeyResult + 2)));
    key_result.set_current(std::string(row.Text(kKeyResult + 3)));
  }
  return sources;
}

}  // namespace laurel::goals::summary
