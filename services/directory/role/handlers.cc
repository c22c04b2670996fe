#include "services/directory/role/handlers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/api/etag.h"
#include "common/api/fill_page.h"
#include "common/org/access.h"
#include "common/service/audit_update.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/directory/errors.h"
#include "services/directory/organization/change.h"
#include "services/directory/person/access.h"
#include "services/directory/role/last_hr_admin.h"
#include "services/directory/role/store.h"
#include "services/directory/status/store.h"

namespace laurel::directory::role {
namespace {

void Mention(sql::Changes& changes, const v1::RoleGrant& grant) {
  changes.Mention(grant.person());
  if (!grant.creator().empty()) changes.Mention(grant.creator());
}

absl::StatusOr<v1::RoleGrant> LoadOpen(sql::Connection& connection, std::string_view name,
                                       std::string_view etag) {
  ASSIGN_OR_RETURN(std::optional<v1::RoleGrant> grant, Find(connection, std::string(api::IdOf(name))));
  if (!grant.has_value()) return NotFound();
  RETURN_IF_ERROR(api::CheckEtag(etag, VersionOf(*grant)));
  if (!grant->has_end_time()) return *std::move(grant);
  constexpr std::string_view kMessage = "this grant has ended already: nothing of it changes any more";
  return Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", kMessage)
      .With("state", "ENDED")
      .With("allowed", "")
      .Precondition("STATE", name, kMessage);
}

// Under the guard: what memory says may be a moment old, and what is granted to somebody after their leaving
// has had its consequences would never end.
absl::Status CheckNotLeft(sql::Connection& connection, const std::string& person, absl::Time now) {
  ASSIGN_OR_RETURN(const status::Kept kept, status::Find(connection, person));
  if (kept.StateNow(now) != v1::PERSON_STATE_LEFT) return absl::OkStatus();
  return PersonLeft("this person has left: they are granted nothing any more");
}

// Whose grants the caller may list; "": everybody's.
absl::StatusOr<std::string> Whose(const Env& env, const rpc::Call& call, const std::string& person) {
  if (!call.caller.IsHrAdmin() && !call.caller.IsAuditor()) {
    if (person.empty() || person == call.caller.name) return call.caller.id;
    return Error(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED",
                 "the grants of others are read by HR_ADMIN and AUDITOR: list your own");
  }
  if (!person.empty() && !person::RequirePerson(env, call, person).ok()) return NoSuchPerson("person");
  return std::string(api::IdOf(person));
}

}  // namespace

absl::StatusOr<v1::RoleGrant> GrantRole(Env& env, rpc::Call& call, const v1::GrantRoleRequest& request) {
  const v1::RoleGrant& wanted = request.role_grant();
  RETURN_IF_ERROR(org::CheckPeople(env.organization, {{"role_grant.person", wanted.person()}}, call.now,
                                   call.deadline, /*refuse_leavers=*/true));
  if (wanted.person() == call.caller.name) {
    return Error(absl::StatusCode::kPermissionDenied, "SELF_GRANT",
                 "nobody grants a role to themselves: ask another HR_ADMIN");
  }
  const std::string person(api::IdOf(wanted.person()));
  const v1::RoleGrant grant = Make(person, wanted.role(), call.caller.id, call.now);
  return organization::Change<v1::RoleGrant>(
      env, call,
      [&](sql::Connection& connection, sql::Changes& changes,
          organization::Draft& draft) -> absl::StatusOr<v1::RoleGrant> {
        RETURN_IF_ERROR(CheckNotLeft(connection, person, call.now));
        ASSIGN_OR_RETURN(std::vector<v1::Role> roles, RolesOf(connection, person));
        const auto place = std::lower_bound(roles.begin(), roles.end(), grant.role());
        if (place != roles.end() && *place == grant.role()) {
          return Error(absl::StatusCode::kAlreadyExists, "ALREADY_HELD",
                       "this person holds the role already");
        }
        roles.insert(place, grant.role());
        Insert(organization::TellingOf(env, call, changes, draft), grant);
        AddRecord(draft.records, person, roles);
        changes.Audit({.resource = grant.name(), .subject = grant.person()});
        Mention(changes, grant);
        return grant;
      });
}

absl::StatusOr<v1::RoleGrant> RevokeRole(Env& env, rpc::Call& call, const v1::RevokeRoleRequest& request) {
  return organization::Change<v1::RoleGrant>(
      env, call,
      [&](sql::Connection& connection, sql::Changes& changes,
          organization::Draft& draft) -> absl::StatusOr<v1::RoleGrant> {
        ASSIGN_OR_RETURN(const v1::RoleGrant before, LoadOpen(connection, request.name(), request.etag()));
        const std::string person(api::IdOf(before.person()));
        if (before.role() == v1::ROLE_HR_ADMIN) {
          RETURN_IF_ERROR(CheckNotLastHrAdmin(connection, {person}, call.now));
        }
        ASSIGN_OR_RETURN(std::vector<v1::Role> roles, RolesOf(connection, person));
        std::erase(roles, before.role());
        End(organization::TellingOf(env, call, changes, draft), before,
            {.revoker = call.caller.id, .reason = request.reason()});
        AddRecord(draft.records, person, roles);
        changes.Audit(UpdateEntry(before.name(), before.person(), before, {"end_time"}));
        v1::RoleGrant after = before;
        *after.mutable_end_time() = ToTimestamp(call.now);
        after.set_etag(api::EtagOf(VersionOf(after)));
        Mention(changes, after);
        return after;
      });
}

absl::StatusOr<v1::ListRoleGrantsResponse> ListRoleGrants(Env& env, rpc::Call& call,
                                                          const v1::ListRoleGrantsRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::optional<api::TimePosition> after, api::FromCursor(page.after));
  ASSIGN_OR_RETURN(std::string person, Whose(env, call, request.person()));
  const Filter filter{
      .person = std::move(person), .role = request.role(), .show_ended = request.show_ended()};
  using Grants = std::vector<v1::RoleGrant>;
  ASSIGN_OR_RETURN(Grants grants, env.db.Read<Grants>(call.deadline, [&](sql::Connection& connection) {
    return List(connection, filter, after, page.size + 1);
  }));
  v1::ListRoleGrantsResponse response;
  api::FillPage(
      call.caller.id, request, std::move(grants), page.size,
      [](const v1::RoleGrant& grant) {
        return api::ToCursor({FromTimestamp(grant.start_time()), std::string(api::IdOf(grant.name()))});
      },
      response.mutable_role_grants(), response.mutable_next_page_token());
  return response;
}

}  // namespace laurel::directory::role
