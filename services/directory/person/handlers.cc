#include "services/directory/person/handlers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/person/shape.h"
#include "services/directory/team/store.h"

namespace laurel::directory::person {
namespace {

using Ids = std::vector<std::string>;

// "Today" is one of three days, by the time zone of whom it is about.
std::vector<absl::CivilDay> PossibleToday(absl::Time now) {
  const absl::CivilDay today = absl::ToCivilDay(now, absl::UTCTimeZone());
  return {today - 1, today, today + 1};
}

void SortUnique(Ids& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

// Who is a member of the team on today's date in their own time zone.
Ids MembersToday(const org::Organization& organization, const std::string& team, absl::Time now) {
  Ids members;
  for (const absl::CivilDay day : PossibleToday(now)) {
    for (std::string& id : organization.MembersOn(team, day)) {
      if (organization.TodayOf(id, now) == day) members.push_back(std::move(id));
    }
  }
  SortUnique(members);
  return members;
}

Ids ReportsToday(const org::Organization& organization, const std::string& manager, absl::Time now) {
  Ids reports;
  for (const absl::CivilDay day : PossibleToday(now)) {
    for (std::string& id : organization.ReportsOn(manager, day, /*transitive=*/false)) {
      if (organization.TodayOf(id, now) == day) reports.push_back(std::move(id));
    }
  }
  SortUnique(reports);
  return reports;
}

// Whom the filters on team and manager leave, sorted; nullopt: they are not set.
absl::StatusOr<std::optional<Ids>> Among(Env& env, rpc::Call& call, const v1::ListPeopleRequest& request) {
  std::optional<Ids> among;
  const auto organization = env.organization.Current();
  if (!request.manager().empty()) {
    const absl::StatusOr<std::string> manager = RequirePerson(env, call, request.manager());
    if (!manager.ok()) return InvalidField("manager", "there is no such person");
    among = ReportsToday(*organization, *manager, call.now);
  }
  if (!request.team().empty()) {
    const std::string team(api::ResourcePattern::LastId(request.team()));
    ASSIGN_OR_RETURN(const bool exists, env.db.Read<bool>(call.deadline, [&](sql::Connection& connection) {
      return team::Exists(connection, team);
    }));
    if (!exists) return InvalidField("team", "there is no such team");
    Ids members = MembersToday(*organization, team, call.now);
    Ids both;
    if (among.has_value()) {
      std::set_intersection(members.begin(), members.end(), among->begin(), among->end(),
                            std::back_inserter(both));
    }
    among = among.has_value() ? std::move(both) : std::move(members);
  }
  return among;
}

}  // namespace

absl::StatusOr<v1::Me> GetMe(Env& env, rpc::Call& call, const v1::GetMeRequest&) {
  ASSIGN_OR_RETURN(std::vector<v1::Person> people, ReadInOrder(env, call, {call.caller.id}));
  if (people.empty()) return NotFound();
  const auto organization = env.organization.Current();
  const absl::CivilDay today = organization->TodayOf(call.caller.id, call.now);
  v1::Me me;
  *me.mutable_person() = std::move(people.front());
  for (const v1::Role role : organization->RolesOf(call.caller.id)) me.add_roles(role);
  Ids ids;
  for (const auto& membership : organization->TeamsOn(call.caller.id, today)) ids.push_back(membership.team);
  using Teams = std::vector<v1::Team>;
  ASSIGN_OR_RETURN(const Teams teams, env.db.Read<Teams>(call.deadline, [&](sql::Connection& connection) {
    return team::FindAll(connection, ids, today);
  }));
  me.mutable_teams()->Assign(teams.begin(), teams.end());
  me.set_direct_reports(static_cast<int>(ReportsToday(*organization, call.caller.id, call.now).size()));
  return me;
}

absl::StatusOr<v1::Person> Get(Env& env, rpc::Call& call, const v1::GetPersonRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, RequirePerson(env, call, request.name()));
  ASSIGN_OR_RETURN(std::vector<v1::Person> people, ReadInOrder(env, call, {id}));
  if (people.empty()) return NotFound();
  return std::move(people.front());
}

absl::StatusOr<v1::BatchGetPeopleResponse> BatchGet(Env& env, rpc::Call& call,
                                                    const v1::BatchGetPeopleRequest& request) {
  Ids ids;
  for (const std::string& name : request.names()) ids.emplace_back(api::ResourcePattern::LastId(name));
  ASSIGN_OR_RETURN(std::vector<v1::Person> people, ReadInOrder(env, call, ids));
  v1::BatchGetPeopleResponse response;
  std::size_t next = 0;
  for (const std::string& name : request.names()) {
    if (next < people.size() && people[next].name() == name) {
      *response.add_people() = std::move(people[next++]);
    } else {
      response.add_missing(name);
    }
  }
  return response;
}

absl::StatusOr<v1::ListPeopleResponse> ListPeople(Env& env, rpc::Call& call,
                                                  const v1::ListPeopleRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::optional<Ids> among, Among(env, call, request));
  const Filter filter{.query = request.query(),
                      .state = request.state(),
                      .latest_day = PossibleToday(call.now).back(),
                      .ids = std::nullopt};
  const auto organization = env.organization.Current();
  ASSIGN_OR_RETURN(Page found, ReadPage(env, call, page, filter, among, [&](const std::string& id) {
                     return request.state() == v1::PERSON_STATE_UNSPECIFIED ||
                            organization->StatusOn(id, organization->TodayOf(id, call.now)).state ==
                                request.state();
                   }));
  v1::ListPeopleResponse response;
  response.mutable_people()->Assign(found.people.begin(), found.people.end());
  if (found.next.has_value())
    response.set_next_page_token(api::MakePageToken(call.caller.id, request, *found.next));
  return response;
}

}  // namespace laurel::directory::person
