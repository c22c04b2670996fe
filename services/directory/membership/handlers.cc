#include "services/directory/membership/handlers.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/api/ulid.h"
#include "common/org/access.h"
#include "common/service/audit_update.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/directory/events.h"
#include "services/directory/membership/show.h"
#include "services/directory/membership/store.h"
#include "services/directory/organization/change.h"
#include "services/directory/period/day.h"
#include "services/directory/person/access.h"
#include "services/directory/person/store.h"
#include "services/directory/status/store.h"
#include "services/directory/team/open.h"

namespace laurel::directory::membership {
namespace {

using Records = std::vector<v1::MembershipRecord>;

// What a change makes of a membership.
struct Outcome {
  v1::TeamMember member;
  std::string field;  // of an update: what it wrote of the one that stood
  const v1::MembershipRecord* before = nullptr;
};

const v1::MembershipRecord* InForceOn(const Records& records, int day) {
  const auto it = std::find_if(records.begin(), records.end(), [day](const v1::MembershipRecord& record) {
    return period::InForce(record, day);
  });
  return it == records.end() ? nullptr : &*it;
}

// Under the guard: what memory says may be a moment old.
absl::StatusOr<status::Kept> FindPresent(sql::Connection& connection, const std::string& person,
                                         absl::Time now) {
  ASSIGN_OR_RETURN(status::Kept kept, status::Find(connection, person));
  if (kept.StateNow(now) != v1::PERSON_STATE_LEFT) return kept;
  return PersonLeft("this person has left: their memberships stay as they were");
}

// Writes, tells and audits it; answers the membership as it is now. The team is a field of the person, too;
// who is still to come is not told of.
v1::TeamMember Finish(const Env& env, const rpc::Call& call, sql::Changes& changes,
                      organization::Draft& draft, const v1::Team& team, const status::Kept& person,
                      const std::vector<Edit>& edits, Outcome outcome) {
  Save(changes, draft.records, edits);
  const v1::TeamMember& member = outcome.member;
  const Telling telling = organization::TellingOf(env, call, changes, draft);
  TellTeam(telling, "team.changed", team.name(), team.kind(), {"members"}, member.person());
  const v1::PersonState state = person.StateNow(call.now);
  if (state != v1::PERSON_STATE_UNSPECIFIED) {
    TellPerson(telling, "person.changed", member.person(), state, {"team"});
  }
  person::TouchAll(changes, {std::string(api::IdOf(member.person()))}, call.now);
  if (outcome.before == nullptr) {
    changes.Audit({.resource = member.name(), .subject = member.person()});
  } else {
    changes.Audit(
        UpdateEntry(member.name(), member.person(), ToTeamMember(*outcome.before), {outcome.field}));
  }
  changes.Mention(member.person());
  return std::move(outcome.member);
}

}  // namespace

absl::StatusOr<v1::TeamMember> AddTeamMember(Env& env, rpc::Call& call,
                                             const v1::AddTeamMemberRequest& request) {
  const v1::TeamMember& wanted = request.team_member();
  RETURN_IF_ERROR(org::CheckPeople(env.organization, {{"team_member.person", wanted.person()}}, call.now,
                                   call.deadline, /*refuse_leavers=*/true));
  const std::string person(api::IdOf(wanted.person()));
  const std::string team(api::IdOf(request.parent()));
  ASSIGN_OR_RETURN(const absl::CivilDay start,
                   period::DayOr(request.has_start_date() ? &request.start_date() : nullptr, "start_date",
                                 env.organization.Current()->TodayOf(person, call.now)));
  const int day = DayNumber(start);
  const v1::TeamRole role = wanted.role() == v1::TEAM_ROLE_UNSPECIFIED ? v1::TEAM_ROLE_MEMBER : wanted.role();
  return organization::Change<v1::TeamMember>(
      env, call,
      [&](sql::Connection& connection, sql::Changes& changes,
          organization::Draft& draft) -> absl::StatusOr<v1::TeamMember> {
        ASSIGN_OR_RETURN(const team::Stored stored, team::LoadOpen(connection, call, request.parent(), ""));
        ASSIGN_OR_RETURN(const status::Kept kept, FindPresent(connection, person, call.now));
        ASSIGN_OR_RETURN(const Records before, MembershipsOf(connection, team, person));
        const std::vector<Edit> edits =
            Replace(before, person, team, role, day, [&call] { return api::NewUlid(call.now); });
        if (edits.empty()) {
          return Error(absl::StatusCode::kAlreadyExists, "ALREADY_MEMBER",
                       "this person is a member of the team in this role already");
        }
        const Records after = period::After(std::span<const v1::MembershipRecord>(before), edits);
        return Finish(env, call, changes, draft, stored.team, kept, edits,
                      {.member = ToTeamMember(*InForceOn(after, day)),
                       .field = "role",
                       .before = InForceOn(before, day)});
      });
}

absl::StatusOr<v1::TeamMember> RemoveTeamMember(Env& env, rpc::Call& call,
                                                const v1::RemoveTeamMemberRequest& request) {
  const auto ids = kMemberPattern.Match(request.name());
  if (!ids.has_value()) return NotFound();
  const std::string& team = ids->at(0);
  const std::string person_name = org::kPersonPattern.Format({ids->at(1)});
  ASSIGN_OR_RETURN(const std::string person, person::RequirePerson(env, call, person_name));
  ASSIGN_OR_RETURN(const absl::CivilDay last_day,
                   period::DayOr(request.has_end_date() ? &request.end_date() : nullptr, "end_date",
                                 env.organization.Current()->TodayOf(person, call.now) - 1));
  const int last = DayNumber(last_day);
  return organization::Change<v1::TeamMember>(
      env, call,
      [&](sql::Connection& connection, sql::Changes& changes,
          organization::Draft& draft) -> absl::StatusOr<v1::TeamMember> {
        ASSIGN_OR_RETURN(const status::Kept kept, FindPresent(connection, person, call.now));
        ASSIGN_OR_RETURN(const Records before, MembershipsOf(connection, team, person));
        const std::vector<Edit> edits = End(before, last);
        if (edits.empty()) return NotFound();
        ASSIGN_OR_RETURN(const auto stored, team::FindStored(connection, team, team::TodayOf(call)));
        if (!stored.has_value()) return NotFound();
        v1::MembershipRecord ended = edits.front().record;
        const auto was = std::find_if(before.begin(), before.end(), [&ended](const v1::MembershipRecord& m) {
          return m.id() == ended.id();
        });
        ended.set_end_day(last);
        return Finish(env, call, changes, draft, stored->team, kept, edits,
                      {.member = ToTeamMember(ended), .field = "end_date", .before = &*was});
      });
}

}  // namespace laurel::directory::membership
