#include "services/goals/comment/store.h"

#include <cstdint>
#include <string>

#include "common/sql/lock.h"
#include "common/sql/record.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/goals/names.h"

namespace laurel::goals::comment {
namespace {

using sql::Column;

const sql::Record& CommentRecord() {
  static const auto& record =
      *new sql::Record("goal_comment", v1::GoalComment::descriptor(),
                       {Column::Name({"goal", "id"}, kCommentPattern), Column::Field("create_time"),
                        Column::Reference("creator", org::kPersonPattern), Column::Field("text")});
  return record;
}

}  // namespace

absl::StatusOr<std::vector<v1::GoalComment>> List(sql::Connection& connection, std::string_view goal,
                                                  const std::optional<api::TimePosition>& after, int limit) {
  sql::Where where;
  where.And("goal = ?", {std::string(goal)});
  if (after.has_value()) {
    where.AndAfter({"create_time", "id"}, {after->time, after->id}, /*descending=*/false);
  }
  where.values().emplace_back(std::int64_t{limit});
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT {} FROM goal_comment FORCE INDEX (by_time){} "
                                                "ORDER BY create_time, id LIMIT ?",
                                                CommentRecord().SelectList(), where.sql()),
                                    where.values()));
  return CommentRecord().ReadAll<v1::GoalComment>(rows);
}

absl::Status HoldGoal(sql::Connection& connection, std::string_view goal) {
  return connection
      .Query(fmt::format("SELECT id FROM goal WHERE id = ?{}", sql::ClauseOf(sql::Lock::kShare)),
             {std::string(goal)})
      .status();
}

void Insert(sql::Changes& changes, const v1::GoalComment& comment) {
  changes.Insert(CommentRecord(), comment);
}

}  // namespace laurel::goals::comment
