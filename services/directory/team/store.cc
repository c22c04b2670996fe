#include "services/directory/team/store.h"

#include <fmt/format.h>

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "common/org/organization.h"
#include "common/sql/record.h"
#include "common/sql/versioned.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/period/store.h"
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
         ", t.version, p.parent FROM team t LEFT JOIN team_placement p ON p.team = t.id AND p.start_date <= ?"
         " AND (p.end_date IS NULL OR p.end_date >= ?)" +
         std::string(rest);
}

Stored ReadStored(const sql::Row& row) {
  const auto extras = static_cast<std::size_t>(TeamRecord().columns_read());
  Stored stored{.team = {}, .version = row.Int(extras)};
  TeamRecord().Read(row, stored.team);
  if (!row.IsNull(extras + 1)) stored.team.set_parent(org::kTeamPattern.Format({row.Text(extras + 1)}));
  return stored;
}

std::vector<v1::Team> ReadAll(const sql::Rows& rows) {
  std::vector<v1::Team> teams;
  teams.reserve(rows.size());
  for (const sql::Row& row : rows) teams.push_back(ReadStored(row).team);
  return teams;
}

constexpr std::string_view kSelectPlacements =
    "SELECT id, team, parent, start_date, end_date FROM team_placement";

v1::PlacementRecord ReadPlacement(const sql::Row& row) {
  v1::PlacementRecord placement;
  placement.set_id(std::string(row.Text(0)));
  placement.set_team(std::string(row.Text(1)));
  if (!row.IsNull(2)) placement.set_parent(std::string(row.Text(2)));
  placement.set_start_day(DayNumber(row.Day(3)));
  placement.set_end_day(row.IsNull(4) ? 0 : DayNumber(row.Day(4)));
  return placement;
}

}  // namespace

absl::StatusOr<bool> Exists(sql::Connection& connection, const std::string& id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query("SELECT 1 FROM team WHERE id = ?", {id}));
  return !rows.empty();
}

absl::StatusOr<std::optional<Stored>> FindStored(sql::Connection& connection, const std::string& id,
                                                 absl::CivilDay today) {
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(Select(" WHERE t.id = ?"), {today, today, id}));
  return rows.empty() ? std::optional<Stored>() : std::optional<Stored>(ReadStored(rows[0]));
}

absl::StatusOr<bool> IsNameTaken(sql::Connection& connection, const std::string& display_name,
                                 const std::string& other_than, absl::CivilDay today) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query("SELECT 1 FROM team WHERE display_name = ? AND kind = ? AND id <> ?"
                       " AND (end_date IS NULL OR end_date >= ?) LIMIT 1",
                       {display_name, static_cast<std::int64_t>(v1::TEAM_KIND_TEAM), other_than, today}));
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

absl::StatusOr<std::vector<v1::PlacementRecord>> PlacementsOf(sql::Connection& connection,
                                                              const std::string& team) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("{} WHERE team = ? ORDER BY start_date", kSelectPlacements), {team}));
  std::vector<v1::PlacementRecord> placements;
  for (const sql::Row& row : rows) placements.push_back(ReadPlacement(row));
  return placements;
}

absl::StatusOr<PlacementsByTeam> PlacementsAbove(sql::Connection& connection, const std::string& team,
                                                 absl::CivilDay from) {
  PlacementsByTeam placements;
  absl::flat_hash_set<std::string> seen{team};
  // One statement a level of the organisation.
  for (std::vector<std::string> level{team}; !level.empty();) {
    sql::Where where;
    where.And("(end_date IS NULL OR end_date >= ?)", {from}).AndIn("team", level);
    ASSIGN_OR_RETURN(const sql::Rows rows,
                     connection.Query(fmt::format("{}{}", kSelectPlacements, where.sql()), where.values()));
    level.clear();
    for (const sql::Row& row : rows) {
      v1::PlacementRecord placement = ReadPlacement(row);
      if (!placement.parent().empty() && seen.insert(placement.parent()).second) {
        level.push_back(placement.parent());
      }
      placements[placement.team()].push_back(std::move(placement));
    }
  }
  return placements;
}

absl::StatusOr<bool> HasTeamsBelow(sql::Connection& connection, const std::string& team,
                                   absl::CivilDay last_day) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query("SELECT 1 FROM team_placement p JOIN team t ON t.id = p.team"
                       " WHERE p.parent = ? AND (p.end_date IS NULL OR p.end_date > ?)"
                       " AND (t.end_date IS NULL OR (t.end_date > ? AND t.end_date >= p.start_date))"
                       " LIMIT 1",
                       {team, last_day, last_day}));
  return !rows.empty();
}

void Insert(sql::Changes& changes, const v1::Team& team) { changes.Insert(TeamRecord(), team); }

void InsertPlacement(sql::Changes& changes, const v1::PlacementRecord& placement) {
  changes.Insert("team_placement", {"id", "team", "parent", "start_date", "end_date"},
                 {placement.id(), placement.team(), NullIfEmpty(placement.parent()),
                  DayFromNumber(placement.start_day()), EndDate(placement.end_day())});
}

void Save(sql::Changes& changes, v1::OrganizationRecords& records, const std::vector<Edit>& edits) {
  period::Save(changes, "team_placement", edits, *records.mutable_placements(),
               [&changes](const v1::PlacementRecord& placement) { InsertPlacement(changes, placement); });
}

void Update(sql::Changes& changes, const Stored& before, const v1::Team& after,
            std::vector<std::string> fields) {
  sql::UpdateVersioned(changes, TeamRecord(), after, before.version, std::move(fields));
}

void AddChange(sql::Changes& changes, const Stored& before, const Decision& decision) {
  changes.Insert("team_change", {"team", "n", "field", "actor", "time", "reason"},
                 {std::string(api::IdOf(before.team.name())), before.version + 1, decision.field,
                  decision.actor, decision.time, decision.reason});
}

}  // namespace laurel::directory::team
