#include "services/feedback/talking_point/store.h"

#include "common/sql/record.h"
#include "common/sql/versioned.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/feedback/names.h"

namespace laurel::feedback::talking_point {
namespace {

using sql::Column;

const sql::Record& PointRecord() {
  static const auto& record = *new sql::Record(
      "talking_point", v1::TalkingPoint::descriptor(),
      {Column::Name({"session", "id"}, kTalkingPointPattern), Column::Version(), Column::Field("create_time"),
       Column::Field("update_time"), Column::Reference("creator", org::kPersonPattern), Column::Field("text"),
       Column::Field("done"), Column::Field("position")});
  return record;
}

std::string SessionIdOf(const v1::TalkingPoint& point) {
  return kTalkingPointPattern.Match(point.name())->front();
}

}  // namespace

absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view session,
                                           std::string_view point) {
  return sql::FindVersioned<Stored>(connection, PointRecord(), {session, point}, sql::Lock::kNone);
}

absl::StatusOr<std::vector<v1::TalkingPoint>> List(sql::Connection& connection, std::string_view session,
                                                   std::int64_t after, int limit) {
  static const std::string select =
      fmt::format("SELECT {} FROM talking_point WHERE session = ? AND position > ? ORDER BY position LIMIT ?",
                  PointRecord().SelectList());
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(select, {std::string(session), after, std::int64_t{limit}}));
  return PointRecord().ReadAll<v1::TalkingPoint>(rows);
}

absl::StatusOr<bool> HasPointsOfOthers(sql::Connection& connection, std::string_view session,
                                       std::string_view person) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT 1 FROM talking_point WHERE session = ? AND creator <> ? LIMIT 1",
                                    {std::string(session), std::string(person)}));
  return !rows.empty();
}

void Insert(sql::Changes& changes, const v1::TalkingPoint& point) { changes.Insert(PointRecord(), point); }

void Update(sql::Changes& changes, const Stored& before, const v1::TalkingPoint& after,
            const std::vector<std::string>& fields) {
  sql::UpdateVersioned(changes, PointRecord(), after, before.version, fields);
}

void Delete(sql::Changes& changes, const Stored& point) {
  changes.Update("DELETE FROM talking_point WHERE session = ? AND id = ? AND version = ?",
                 {SessionIdOf(point.point), std::string(IdOf(point.point.name())), point.version});
}

void WriteOrder(sql::Changes& changes, const std::vector<v1::TalkingPoint>& points) {
  if (points.empty()) return;
  std::string statement = "UPDATE talking_point SET position = FIELD(id";
  sql::Values values;
  for (const v1::TalkingPoint& point : points) {
    statement += ", ?";
    values.emplace_back(std::string(IdOf(point.name())));
  }
  values.emplace_back(SessionIdOf(points.front()));
  changes.Update(statement + ") WHERE session = ?", std::move(values), -1);
}

}  // namespace laurel::feedback::talking_point
