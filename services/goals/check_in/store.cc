#include "services/goals/check_in/store.h"

#include <string>
#include <utility>

#include "common/sql/record.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/goals/names.h"

namespace laurel::goals::check_in {
namespace {

using sql::Column;

// Names of what belongs to the same goal are stored as ids, and so are in the messages of rows (ToRow).
const sql::Record& CheckInRecord() {
  static const auto& record = *new sql::Record(
      "check_in", v1::CheckIn::descriptor(),
      {Column::Name({"goal", "id"}, kCheckInPattern), Column::Field("create_time"),
       Column::Reference("creator", org::kPersonPattern), Column::NullIfEmpty("key_result"),
       Column::Field("value"), Column::Field("health"), Column::Field("confidence"), Column::Field("comment"),
       Column::Field("time"), Column::NullIfEmpty("supersedes"), Column::NullIfEmpty("superseded_by")});
  return record;
}

v1::CheckIn ToRow(v1::CheckIn check_in) {
  for (std::string* name :
       {check_in.mutable_key_result(), check_in.mutable_supersedes(), check_in.mutable_superseded_by()}) {
    *name = std::string(IdOf(*name));
  }
  return check_in;
}

v1::CheckIn FromRow(v1::CheckIn row) {
  const std::string goal = kCheckInPattern.Match(row.name()).value().front();
  const auto name = [&](const api::ResourcePattern& pattern, std::string* id) {
    if (!id->empty()) *id = pattern.Format({goal, *id});
  };
  name(kKeyResultPattern, row.mutable_key_result());
  name(kCheckInPattern, row.mutable_supersedes());
  name(kCheckInPattern, row.mutable_superseded_by());
  return row;
}

sql::Where WhereOf(const Selection& selection) {
  sql::Where where;
  where.And("goal = ?", {std::string(selection.goal)});
  if (!selection.key_result.empty()) where.And("key_result = ?", {std::string(selection.key_result)});
  return where;
}

absl::StatusOr<std::vector<v1::CheckIn>> Newest(sql::Connection& connection, const Selection& selection,
                                                sql::Where where, int limit) {
  where.values().emplace_back(std::int64_t{limit});
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(
          fmt::format("SELECT {} FROM check_in FORCE INDEX ({}){} ORDER BY time DESC, id DESC LIMIT ?",
                      CheckInRecord().SelectList(),
                      selection.key_result.empty() ? "by_time" : "by_key_result", where.sql()),
          where.values()));
  std::vector<v1::CheckIn> check_ins;
  for (v1::CheckIn& row : CheckInRecord().ReadAll<v1::CheckIn>(rows)) {
    check_ins.push_back(FromRow(std::move(row)));
  }
  return check_ins;
}

}  // namespace

absl::StatusOr<std::optional<v1::CheckIn>> Find(sql::Connection& connection, std::string_view goal,
                                                std::string_view id) {
  static const std::string select =
      fmt::format("SELECT {} FROM check_in WHERE goal = ? AND id = ?", CheckInRecord().SelectList());
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(select, {std::string(goal), std::string(id)}));
  if (rows.empty()) return std::optional<v1::CheckIn>();
  v1::CheckIn row;
  CheckInRecord().Read(rows.front(), row);
  return std::optional<v1::CheckIn>(FromRow(std::move(row)));
}

absl::StatusOr<std::vector<v1::CheckIn>> List(sql::Connection& connection, const Selection& selection,
                                              const std::optional<api::TimePosition>& after, int limit) {
  sql::Where where = WhereOf(selection);
  if (after.has_value()) where.AndAfter({"time", "id"}, {after->time, after->id}, /*descending=*/true);
  return Newest(connection, selection, std::move(where), limit);
}

absl::StatusOr<std::optional<v1::CheckIn>> Latest(sql::Connection& connection, const Selection& selection,
                                                  std::string_view except) {
  sql::Where where = WhereOf(selection);
  where.And("superseded_by IS NULL").And("id <> ?", {std::string(except)});
  ASSIGN_OR_RETURN(std::vector<v1::CheckIn> latest, Newest(connection, selection, std::move(where), 1));
  if (latest.empty()) return std::optional<v1::CheckIn>();
  return std::optional<v1::CheckIn>(std::move(latest.front()));
}

absl::StatusOr<bool> HasAny(sql::Connection& connection, const Selection& selection) {
  const sql::Where where = WhereOf(selection);
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("SELECT 1 FROM check_in{} LIMIT 1", where.sql()), where.values()));
  return !rows.empty();
}

void Insert(sql::Changes& changes, const v1::CheckIn& check_in) {
  changes.Insert(CheckInRecord(), ToRow(check_in));
  if (check_in.supersedes().empty()) return;
  const std::vector<std::string> superseded = kCheckInPattern.Match(check_in.supersedes()).value();
  changes.Update("UPDATE check_in SET superseded_by = ? WHERE goal = ? AND id = ? AND superseded_by IS NULL",
                 {std::string(IdOf(check_in.name())), superseded[0], superseded[1]});
}

}  // namespace laurel::goals::check_in
