#include "services/directory/person/handlers.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/api/fill_page.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/directory/errors.h"
#include "services/directory/person/access.h"
#include "services/directory/person/read.h"
#include "services/directory/team/store.h"

namespace laurel::directory::person {
namespace {

using Ids = std::vector<std::string>;

// The filters on manager and team name somebody and something. Waits for a person who is new.
absl::Status CheckFilters(Env& env, const rpc::Call& call, const v1::ListPeopleRequest& request) {
  if (!request.manager().empty() && !RequirePerson(env, call, request.manager()).ok()) {
    return NoSuchPerson("manager");
  }
  if (request.team().empty()) return absl::OkStatus();
  const std::string team(api::IdOf(request.team()));
  ASSIGN_OR_RETURN(const bool exists, env.db.Read<bool>(call.deadline, [&](sql::Connection& connection) {
    return team::Exists(connection, team);
  }));
  return exists ? absl::OkStatus() : absl::Status(InvalidField("team", "there is no such team"));
}

// Whom the filters on manager and team leave, sorted; nullopt: they are not set.
std::optional<Ids> Among(const org::Organization& organization, const v1::ListPeopleRequest& request,
                         absl::Time now) {
  std::optional<Ids> among;
  if (!request.manager().empty()) among = organization.ReportsNow(api::IdOf(request.manager()), now);
  if (request.team().empty()) return among;
  Ids members = organization.MembersNow(api::IdOf(request.team()), now);
  if (!among.has_value()) return members;
  Ids both;
  std::set_intersection(members.begin(), members.end(), among->begin(), among->end(),
                        std::back_inserter(both));
  return both;
}

}  // namespace

absl::StatusOr<v1::Me> GetMe(Env& env, rpc::Call& call, const v1::GetMeRequest&) {
  const Viewer viewer(env, call);
  const org::Organization& organization = viewer.organization();
  ASSIGN_OR_RETURN(std::vector<v1::Person> people, ReadInOrder(env, call, viewer, {call.caller.id}));
  if (people.empty()) return NotFound();
  const absl::CivilDay today = organization.TodayOf(call.caller.id, call.now);
  Ids ids;
  for (const auto& membership : organization.TeamsOn(call.caller.id, today)) ids.push_back(membership.team);
  using Teams = std::vector<v1::Team>;
  ASSIGN_OR_RETURN(const Teams teams, env.db.Read<Teams>(call.deadline, [&](sql::Connection& connection) {
    return team::FindAll(connection, ids, today);
  }));
  v1::Me me;
  *me.mutable_person() = std::move(people.front());
  for (const v1::Role role : organization.RolesOf(call.caller.id)) me.add_roles(role);
  me.mutable_teams()->Assign(teams.begin(), teams.end());
  me.set_direct_reports(static_cast<int>(organization.ReportsNow(call.caller.id, call.now).size()));
  return me;
}

absl::StatusOr<v1::Person> GetPerson(Env& env, rpc::Call& call, const v1::GetPersonRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, RequirePerson(env, call, request.name()));
  ASSIGN_OR_RETURN(std::vector<v1::Person> people, ReadInOrder(env, call, Viewer(env, call), {id}));
  if (people.empty()) return NotFound();
  return std::move(people.front());
}

absl::StatusOr<v1::BatchGetPeopleResponse> BatchGetPeople(Env& env, rpc::Call& call,
                                                          const v1::BatchGetPeopleRequest& request) {
  Ids ids;
  for (const std::string& name : request.names()) ids.emplace_back(api::IdOf(name));
  ASSIGN_OR_RETURN(std::vector<v1::Person> people, ReadInOrder(env, call, Viewer(env, call), ids));
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
  RETURN_IF_ERROR(CheckFilters(env, call, request));
  const Viewer viewer(env, call);
  const org::Organization& organization = viewer.organization();
  Selection selection{.filter = {.query = request.query(),
                                 .state = request.state(),
                                 // Nowhere is it later than this.
                                 .latest_day = absl::ToCivilDay(call.now, absl::UTCTimeZone()) + 1,
                                 .ids = std::nullopt},
                      .among = Among(organization, request, call.now)};
  if (request.state() != v1::PERSON_STATE_UNSPECIFIED) {
    selection.keep = [&](const std::string& id) {
      return organization.StatusOn(id, organization.TodayOf(id, call.now)).state == request.state();
    };
  }
  ASSIGN_OR_RETURN(std::vector<v1::Person> people, ReadPage(env, call, viewer, page, std::move(selection)));
  v1::ListPeopleResponse response;
  api::FillPage(call.caller.id, request, std::move(people), page.size, CursorOf, response.mutable_people(),
                response.mutable_next_page_token());
  return response;
}

}  // namespace laurel::directory::person
