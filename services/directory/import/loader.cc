#include "services/directory/import/loader.h"

#include <iterator>
#include <utility>
#include <vector>

#include "common/api/text.h"
#include "common/status/macros.h"
#include "services/directory/organization/loader.h"
#include "services/directory/person/store.h"
#include "services/directory/status/store.h"
#include "services/directory/team/store.h"

namespace laurel::directory::import {
namespace {

constexpr std::int64_t kPartRows = 2'000;

struct Details {
  std::vector<person::Stored> people;
  std::vector<v1::Team> teams;
  std::vector<status::Due> untold;
};

absl::StatusOr<Details> ReadDetails(sql::Connection& connection, absl::CivilDay today) {
  Details details;
  for (std::string after;;) {
    ASSIGN_OR_RETURN(std::vector<person::Stored> part, person::ReadPart(connection, after, kPartRows));
    const bool last = static_cast<std::int64_t>(part.size()) < kPartRows;
    if (!part.empty()) after = api::IdOf(part.back().person.name());
    std::move(part.begin(), part.end(), std::back_inserter(details.people));
    if (last) break;
  }
  for (api::Cursor after;;) {
    ASSIGN_OR_RETURN(std::vector<v1::Team> part, team::List(connection, {.today = today}, after, kPartRows));
    const bool last = static_cast<std::int64_t>(part.size()) < kPartRows;
    if (!part.empty()) {
      after = team::CursorOf(part.back());
    }
    std::move(part.begin(), part.end(), std::back_inserter(details.teams));
    if (last) break;
  }
  ASSIGN_OR_RETURN(details.untold, status::ReadUntold(connection));
  return details;
}

void AddDetails(Details details, State& state) {
  for (person::Stored& stored : details.people) {
    const std::string id(api::IdOf(stored.person.name()));
    if (!stored.person.employee_number().empty())
      state.by_number.emplace(stored.person.employee_number(), id);
    state.by_email.emplace(api::LowerAscii(stored.person.email()), id);
    state.people[id].stored = std::move(stored);
  }
  for (const status::Due& untold : details.untold) {
    state.people[untold.person].history.untold.push_back(untold.first_day);
  }
  for (const v1::Team& team : details.teams) {
    state.by_team[TeamKey(team.display_name())].push_back({std::string(api::IdOf(team.name())), team.kind()});
  }
}

void AddRecords(v1::OrganizationRecords records, State& state) {
  for (v1::StatusRecord& status : *records.mutable_statuses()) {
    state.people[status.person()].history.statuses.push_back(std::move(status));
  }
  for (v1::LineRecord& line : *records.mutable_lines())
    state.people[line.person()].lines.push_back(std::move(line));
  for (v1::MembershipRecord& membership : *records.mutable_memberships()) {
    state.people[membership.person()].memberships.push_back(std::move(membership));
  }
  for (const v1::RoleRecord& role : records.roles()) {
    for (const int held : role.roles())
      state.people[role.person()].roles.push_back(static_cast<v1::Role>(held));
  }
  for (const v1::TeamRecord& team : records.teams()) state.team_kinds.emplace(team.id(), team.kind());
}

}  // namespace

absl::StatusOr<State> Load(sql::Connection& connection, absl::CivilDay today) {
  Details details;
  ASSIGN_OR_RETURN(organization::Snapshot snapshot,
                   organization::LoadSnapshot(connection, [&](sql::Connection& same) -> absl::Status {
                     ASSIGN_OR_RETURN(details, ReadDetails(same, today));
                     return absl::OkStatus();
                   }));
  State state;
  state.version = snapshot.version;
  AddDetails(std::move(details), state);
  AddRecords(std::move(snapshot.records), state);
  return state;
}

}  // namespace laurel::directory::import
