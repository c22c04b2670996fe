#include "services/directory/membership/store.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/sql/where.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/period/store.h"
#include "services/directory/sql_values.h"

namespace laurel::directory::membership {
namespace {

constexpr std::string_view kTable = "team_membership";
constexpr std::string_view kColumns = "m.id, m.team, m.person, m.role, m.start_date, m.end_date";
// Leaders before members, in ascending order.
constexpr std::string_view kRank = "(CASE WHEN m.role = 2 THEN 1 ELSE 2 END)";
static_assert(v1::TEAM_ROLE_LEAD == 2);

v1::MembershipRecord ReadMembership(const sql::Row& row) {
  v1::MembershipRecord membership;
  membership.set_id(std::string(row.Text(0)));
  membership.set_team(std::string(row.Text(1)));
  membership.set_person(std::string(row.Text(2)));
  membership.set_role(static_cast<v1::TeamRole>(row.Int(3)));
  membership.set_start_day(DayNumber(row.Day(4)));
  membership.set_end_day(row.IsNull(5) ? 0 : DayNumber(row.Day(5)));
  return membership;
}

}  // namespace

absl::StatusOr<std::vector<v1::MembershipRecord>> MembershipsOf(sql::Connection& connection,
                                                                const std::string& team,
                                                                const std::string& person) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("SELECT {} FROM team_membership m WHERE m.person = ? AND m.team = ?"
                                   " ORDER BY m.start_date",
                                   kColumns),
                       {person, team}));
  std::vector<v1::MembershipRecord> memberships;
  for (const sql::Row& row : rows) memberships.push_back(ReadMembership(row));
  return memberships;
}

// A status counts unless it is over on the first day that is judged: the day after `last_day`, or the
// membership's first.
absl::StatusOr<bool> HasMembersAfter(sql::Connection& connection, const std::string& team,
                                     absl::CivilDay last_day) {
  // The database knows no later day, and nothing begins after it.
  const absl::CivilDay next = std::min(last_day + 1, absl::CivilDay(9999, 12, 31));
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(
          "SELECT 1 FROM team_membership m JOIN person_status s ON s.person = m.person"
          " WHERE m.team = ? AND (m.end_date IS NULL OR m.end_date > ?) AND s.state <> ?"
          " AND (m.end_date IS NULL OR s.start_date <= m.end_date)"
          " AND NOT EXISTS (SELECT 1 FROM person_status n WHERE n.person = s.person"
          " AND n.start_date > s.start_date AND (n.start_date <= ? OR n.start_date <= m.start_date)) LIMIT 1",
          {team, last_day, static_cast<std::int64_t>(v1::PERSON_STATE_LEFT), next}));
  return !rows.empty();
}

absl::StatusOr<std::vector<Listed>> List(sql::Connection& connection, const std::string& team,
                                         absl::CivilDay first, absl::CivilDay last, const api::Cursor& after,
                                         std::int64_t limit) {
  RETURN_IF_ERROR(api::CheckCursor(after, 3));
  sql::Where where;
  where.And("m.team = ?", {team});
  where.And("m.start_date <= ? AND (m.end_date IS NULL OR m.end_date >= ?)", {last, first});
  if (!after.empty()) {
    if (after[0] != "1" && after[0] != "2") return api::ForeignCursor();
    const std::int64_t rank = after[0] == "1" ? 1 : 2;
    where.AndAfter({std::string(kRank), "p.display_name", "m.id"}, {rank, after[1], after[2]},
                   /*descending=*/false);
  }
  where.values().emplace_back(limit);
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT {}, p.display_name FROM team_membership m"
                                                " JOIN person p ON p.id = m.person{}"
                                                " ORDER BY {}, p.display_name, m.id LIMIT ?",
                                                kColumns, where.sql(), kRank),
                                    where.values()));
  std::vector<Listed> listed;
  for (const sql::Row& row : rows) listed.push_back({ReadMembership(row), std::string(row.Text(6))});
  return listed;
}

api::Cursor CursorOf(const Listed& listed) {
  const v1::MembershipRecord& membership = listed.membership;
  return {membership.role() == v1::TEAM_ROLE_LEAD ? "1" : "2", listed.display_name, membership.id()};
}

void Save(sql::Changes& changes, v1::OrganizationRecords& records, const std::vector<Edit>& edits) {
  period::Save(changes, kTable, edits, *records.mutable_memberships(),
               [&changes](const v1::MembershipRecord& membership) {
                 changes.Insert(kTable, {"id", "team", "person", "role", "start_date", "end_date"},
                                {membership.id(), membership.team(), membership.person(),
                                 static_cast<std::int64_t>(membership.role()),
                                 DayFromNumber(membership.start_day()), EndDate(membership.end_day())});
               });
}

}  // namespace laurel::directory::membership
