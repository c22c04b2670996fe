#include "services/directory/events.h"

namespace laurel::directory {
namespace {

events::Audience Administrators() {
  return events::Audience().Role(common::v1::CALLER_HR_ADMIN).Role(common::v1::CALLER_AUDITOR);
}

}  // namespace

void TellPerson(const Telling& telling, std::string_view type, std::string_view person, v1::PersonState state,
                const std::vector<std::string>& changed) {
  v1::PersonEvent data;
  data.set_person(std::string(person));
  data.set_state(state);
  data.mutable_changed()->Assign(changed.begin(), changed.end());
  data.set_organization_version(telling.version);
  telling.outbox.Emit(
      telling.changes,
      {.type = type, .subject = person, .time = telling.now, .audience = events::Audience::Everyone()}, data);
}

void TellTeam(const Telling& telling, std::string_view type, std::string_view team, v1::TeamKind kind,
              const std::vector<std::string>& changed, std::string_view person) {
  v1::TeamEvent data;
  data.set_team(std::string(team));
  data.set_kind(kind);
  data.mutable_changed()->Assign(changed.begin(), changed.end());
  data.set_person(std::string(person));
  data.set_organization_version(telling.version);
  telling.outbox.Emit(
      telling.changes,
      {.type = type, .subject = team, .time = telling.now, .audience = events::Audience::Everyone()}, data);
}

void TellRole(const Telling& telling, std::string_view role_grant, std::string_view person, v1::Role role,
              bool granted) {
  v1::RoleEvent data;
  data.set_role_grant(std::string(role_grant));
  data.set_person(std::string(person));
  data.set_role(role);
  data.set_granted(granted);
  data.set_organization_version(telling.version);
  telling.outbox.Emit(telling.changes,
                      {.type = "role.changed",
                       .subject = role_grant,
                       .time = telling.now,
                       .audience = Administrators().Person(person)},
                      data);
}

void TellServiceAccount(const Telling& telling, std::string_view type, std::string_view service_account,
                        v1::ServiceAccountRole role) {
  v1::ServiceAccountEvent data;
  data.set_service_account(std::string(service_account));
  data.set_role(role);
  telling.outbox.Emit(
      telling.changes,
      {.type = type, .subject = service_account, .time = telling.now, .audience = Administrators()}, data);
}

}  // namespace laurel::directory
