#include "services/directory/organization/record_store.h"

#include <functional>
#include <string>
#include <string_view>

#include "common/org/email_hash.h"
#include "common/status/macros.h"
#include "common/time/convert.h"

namespace laurel::directory::organization {
namespace {

// The connector buffers a whole result: tables are read in parts along their primary key.
constexpr std::int64_t kPartRows = 5'000;

using ReadRow = std::function<void(const sql::Row&)>;

int DayOrOpen(const sql::Row& row, std::size_t column) {
  return row.IsNull(column) ? 0 : DayNumber(row.Day(column));
}

// `columns` begins with the key.
absl::Status ReadById(sql::Connection& connection, std::string_view columns, std::string_view table,
                      const ReadRow& read) {
  const std::string sql =
      "SELECT " + std::string(columns) + " FROM " + std::string(table) + " WHERE id > ? ORDER BY id LIMIT ?";
  std::string after;
  for (;;) {
    ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(sql, {after, kPartRows}));
    for (const sql::Row& row : rows) read(row);
    if (static_cast<std::int64_t>(rows.size()) < kPartRows) return absl::OkStatus();
    after = rows.back().Text(0);
  }
}

absl::Status ReadStatuses(sql::Connection& connection, v1::OrganizationRecords& records) {
  std::string after;
  for (;;) {
    // Whole persons: the part ends where a person's statuses end.
    ASSIGN_OR_RETURN(const sql::Rows last,
                     connection.Query("SELECT person FROM person_status WHERE person > ? "
                                      "ORDER BY person LIMIT 1 OFFSET ?",
                                      {after, kPartRows}));
    const std::string until = last.empty() ? "~" : std::string(last[0].Text(0));
    ASSIGN_OR_RETURN(const sql::Rows rows,
                     connection.Query("SELECT person, start_date, state, coachable FROM person_status "
                                      "WHERE person > ? AND person <= ? ORDER BY person, start_date",
                                      {after, until}));
    for (const sql::Row& row : rows) {
      v1::StatusRecord& status = *records.add_statuses();
      status.set_person(std::string(row.Text(0)));
      status.set_start_day(DayNumber(row.Day(1)));
      status.set_state(static_cast<v1::PersonState>(row.Int(2)));
      status.set_coachable(row.Int(3) != 0);
    }
    if (last.empty()) return absl::OkStatus();
    after = until;
  }
}

absl::Status ReadPeople(sql::Connection& connection, v1::OrganizationRecords& records) {
  return ReadById(connection, "id, email_key, time_zone", "person", [&](const sql::Row& row) {
    v1::PersonRecord& person = *records.add_people();
    person.set_id(std::string(row.Text(0)));
    person.set_email_hash(org::EmailHash(row.Text(1)));
    person.set_time_zone(std::string(row.Text(2)));
  });
}

absl::Status ReadLines(sql::Connection& connection, v1::OrganizationRecords& records) {
  return ReadById(connection, "id, person, manager, kind, start_date, end_date", "reporting_line",
                  [&](const sql::Row& row) {
                    v1::LineRecord& line = *records.add_lines();
                    line.set_id(std::string(row.Text(0)));
                    line.set_person(std::string(row.Text(1)));
                    line.set_manager(std::string(row.Text(2)));
                    line.set_kind(static_cast<v1::LineKind>(row.Int(3)));
                    line.set_start_day(DayNumber(row.Day(4)));
                    line.set_end_day(DayOrOpen(row, 5));
                  });
}

absl::Status ReadTeams(sql::Connection& connection, v1::OrganizationRecords& records) {
  RETURN_IF_ERROR(ReadById(connection, "id, kind, end_date", "team", [&](const sql::Row& row) {
    v1::TeamRecord& team = *records.add_teams();
    team.set_id(std::string(row.Text(0)));
    team.set_kind(static_cast<v1::TeamKind>(row.Int(1)));
    team.set_end_day(DayOrOpen(row, 2));
  }));
  return ReadById(connection, "id, team, parent, start_date, end_date", "team_placement",
                  [&](const sql::Row& row) {
                    v1::PlacementRecord& placement = *records.add_placements();
                    placement.set_id(std::string(row.Text(0)));
                    placement.set_team(std::string(row.Text(1)));
                    placement.set_parent(std::string(row.Text(2)));
                    placement.set_start_day(DayNumber(row.Day(3)));
                    placement.set_end_day(DayOrOpen(row, 4));
                  });
}

absl::Status ReadMemberships(sql::Connection& connection, v1::OrganizationRecords& records) {
  return ReadById(connection, "id, team, person, role, start_date, end_date", "team_membership",
                  [&](const sql::Row& row) {
                    v1::MembershipRecord& membership = *records.add_memberships();
                    membership.set_id(std::string(row.Text(0)));
                    membership.set_team(std::string(row.Text(1)));
                    membership.set_person(std::string(row.Text(2)));
                    membership.set_role(static_cast<v1::TeamRole>(row.Int(3)));
                    membership.set_start_day(DayNumber(row.Day(4)));
                    membership.set_end_day(DayOrOpen(row, 5));
                  });
}

// Few people hold a role: one statement.
absl::Status ReadRoles(sql::Connection& connection, v1::OrganizationRecords& records) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT person, role FROM role_grant WHERE end_time IS NULL "
                                    "ORDER BY person, role"));
  for (const sql::Row& row : rows) {
    const int last = records.roles_size() - 1;
    v1::RoleRecord& record = last >= 0 && records.roles(last).person() == row.Text(0)
                                 ? *records.mutable_roles(last)
                                 : *records.add_roles();
    record.set_person(std::string(row.Text(0)));
    record.add_roles(static_cast<v1::Role>(row.Int(1)));
  }
  return absl::OkStatus();
}

// Few as well.
absl::Status ReadServiceAccounts(sql::Connection& connection, v1::OrganizationRecords& records) {
  return ReadById(connection, "id, subject, role, disabled", "service_account", [&](const sql::Row& row) {
    v1::ServiceAccountRecord& account = *records.add_service_accounts();
    account.set_id(std::string(row.Text(0)));
    account.set_subject(std::string(row.Text(1)));
    account.set_role(static_cast<v1::ServiceAccountRole>(row.Int(2)));
    account.set_disabled(row.Int(3) != 0);
  });
}

}  // namespace

absl::StatusOr<v1::OrganizationRecords> ReadRecords(sql::Connection& connection) {
  v1::OrganizationRecords records;
  RETURN_IF_ERROR(ReadPeople(connection, records));
  RETURN_IF_ERROR(ReadStatuses(connection, records));
  RETURN_IF_ERROR(ReadLines(connection, records));
  RETURN_IF_ERROR(ReadTeams(connection, records));
  RETURN_IF_ERROR(ReadMemberships(connection, records));
  RETURN_IF_ERROR(ReadRoles(connection, records));
  RETURN_IF_ERROR(ReadServiceAccounts(connection, records));
  return records;
}

}  // namespace laurel::directory::organization
