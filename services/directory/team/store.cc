#include "services/directory/team/store.h"

#include "common/org/organization.h"
#include "common/sql/record.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/sql_values.h"

namespace laurel::directory::team {
namespace {

const sql::Record& TeamRecord() {
  using C = sql::Column;
  static const sql::Record* const record =
      new sql::Record("team", v1::Team::descriptor(),
                      {C::Name({"id"}, org::kTeamPattern), C::Version(), C::Field("display_name"),
                       C::Field("kind"), C::Field("end_date"), C::Reference("creator", org::kPersonPattern),
                       C::Field("create_time"), C::Field("update_time")});
  return *record;
}

// The placement in force comes along; a team without one is at the root.
std::string Select(std::string_view rest) {
  return "SELECT " + TeamRecord().SelectList("t") +
         ", p.parent FROM team t LEFT JOIN team_placement p ON p.team = t.id AND p.start_date <= ?"
         " AND (p.end_date IS NULL OR p.end_date >= ?)" +
         std::string(rest);
}

std::vector<v1::Team> ReadAll(const sql::Rows& rows) {
  std::vector<v1::Team> teams(rows.size());
  const auto parent = static_cast<std::size_t>(TeamRecord().columns_read());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    TeamRecord().Read(rows[i], teams[i]);
    if (!rows[i].IsNull(parent)) teams[i].set_parent(org::kTeamPattern.Format({rows[i].Text(parent)}));
  }
  return teams;
}

}  // namespace

absl::StatusOr<bool> Exists(sql::Connection& connection, const std::string& id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query("SELECT 1 FROM team WHERE id = ?", {id}));
  return !rows.empty();
}

absl::StatusOr<std::vector<v1::Team>> FindAll(sql::Connection& connection,
                                              const std::vector<std::string>& ids, absl::CivilDay today) {
  if (ids.empty()) return std::vector<v1::Team>();
  sql::Where where({today, today});
  where.AndIn("t.id", ids);
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(Select(where.sql() + " ORDER BY t.display_name, t.id"), where.values()));
  return ReadAll(rows);
}

absl::StatusOr<std::vector<v1::Team>> List(sql::Connection& connection, const Filter& filter,
                                           const api::Cursor& after, std::int64_t limit) {
  RETURN_IF_ERROR(api::CheckCursor(after, 2));
  sql::Where where({filter.today, filter.today});
  if (!after.empty()) where.AndAfter({"t.display_name", "t.id"}, {after[0], after[1]}, /*descending=*/false);
  if (filter.kind != v1::TEAM_KIND_UNSPECIFIED) {
    where.And("t.kind = ?", {static_cast<std::int64_t>(filter.kind)});
  }
  if (!filter.show_closed) where.And("(t.end_date IS NULL OR t.end_date >= ?)", {filter.today});
  where.values().emplace_back(limit);
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(Select(where.sql() + " ORDER BY t.display_name, t.id LIMIT ?"), where.values()));
  return ReadAll(rows);
}

api::Cursor CursorOf(const v1::Team& team) {
  return {team.display_name(), std::string(api::IdOf(team.name()))};
}

void Insert(sql::Changes& changes, const v1::Team& team) { changes.Insert(TeamRecord(), team); }

void InsertPlacement(sql::Changes& changes, const v1::PlacementRecord& placement) {
  changes.Insert("team_placement", {"id", "team", "parent", "start_date", "end_date"},
                 {placement.id(), placement.team(), NullIfEmpty(placement.parent()),
                  DayFromNumber(placement.start_day()), EndDate(placement.end_day())});
}

}  // namespace laurel::directory::team
