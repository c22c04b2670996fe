#include "services/goals/goal/list_store.h"

#include <cstdint>
#include <string_view>

#include "common/org/organization.h"
#include "common/sql/record.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/goals/names.h"

namespace laurel::goals::goal {
namespace {

using sql::Column;

const sql::Record& ListedRecord() {
  static const auto& record = *new sql::Record(
      "goal", v1::Goal::descriptor(),
      {Column::Name({"id"}, kGoalPattern), Column::Field("create_time"),
       Column::Reference("creator", org::kPersonPattern), Column::Field("owners"), Column::Field("level"),
       Column::Reference("team", org::kTeamPattern), Column::Field("start_date"), Column::Field("end_date"),
       Column::Field("visibility"), Column::Field("lifecycle"), Column::Field("health"),
       Column::Field("last_check_in_time")});
  return record;
}

// Where the list is: a stretch of this key.
struct Stretch {
  std::string_view tables;
  std::string_view create_time, id;
};

Stretch StretchOf(const Range& range, sql::Where& where) {
  if (!range.owner.empty()) {
    where.And("o.owner = ?", {range.owner});
    return {"goal_owner o FORCE INDEX (by_owner) STRAIGHT_JOIN goal g ON g.id = o.goal", "o.create_time",
            "o.goal"};
  }
  if (!range.team.empty()) {
    where.And("g.team = ?", {range.team});
    return {"goal g FORCE INDEX (by_team)", "g.create_time", "g.id"};
  }
  if (!range.parent.empty()) {
    where.And("g.parent = ?", {range.parent});
    return {"goal g FORCE INDEX (by_parent)", "g.create_time", "g.id"};
  }
  where.And("g.level = ?", {std::int64_t{v1::GOAL_LEVEL_COMPANY}});
  return {"goal g FORCE INDEX (by_level)", "g.create_time", "g.id"};
}

}  // namespace

absl::StatusOr<std::vector<v1::Goal>> ReadRange(sql::Connection& connection, const Range& range,
                                                const std::optional<api::TimePosition>& after, int limit) {
  sql::Where where;
  const auto [tables, create_time, id] = StretchOf(range, where);
  api::TimeRange behind;
  behind.after = after;
  where.AndWithin(create_time, id, behind);
  where.values().emplace_back(std::int64_t{limit});
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("SELECT {} FROM {}{} ORDER BY {} DESC, {} DESC LIMIT ?",
                                   ListedRecord().SelectList("g"), tables, where.sql(), create_time, id),
                       where.values()));
  return ListedRecord().ReadAll<v1::Goal>(rows);
}

}  // namespace laurel::goals::goal
