#include "common/org/testing/records.h"

#include "common/org/email_hash.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::org::testing {
namespace {

namespace v1 = directory::v1;

template <typename Record>
void SetPeriod(absl::CivilDay first, const Records::Day& last, Record& record) {
  record.set_start_day(DayNumber(first));
  if (last) record.set_end_day(DayNumber(*last));
}

void AddLine(v1::OrganizationRecords& records, const std::string& id, std::string_view person,
             std::string_view manager, v1::LineKind kind, absl::CivilDay first, const Records::Day& last) {
  v1::LineRecord& record = *records.add_lines();
  record.set_id(id);
  record.set_person(std::string(person));
  record.set_manager(std::string(manager));
  record.set_kind(kind);
  SetPeriod(first, last, record);
}

void AddMembership(v1::OrganizationRecords& records, const std::string& id, std::string_view team,
                   std::string_view person, v1::TeamRole role, absl::CivilDay first,
                   const Records::Day& last) {
  v1::MembershipRecord& record = *records.add_memberships();
  record.set_id(id);
  record.set_team(std::string(team));
  record.set_person(std::string(person));
  record.set_role(role);
  SetPeriod(first, last, record);
}

}  // namespace

std::string TestId(int n) { return fmt::format("01{:024}", n); }

Records& Records::Person(std::string_view id, std::string_view email, std::string_view time_zone) {
  v1::PersonRecord& record = *records_.add_people();
  record.set_id(std::string(id));
  if (!email.empty()) record.set_email_hash(EmailHash(email));
  record.set_time_zone(std::string(time_zone));
  return *this;
}

Records& Records::Status(std::string_view person, absl::CivilDay first, v1::PersonState state,
                         bool coachable) {
  v1::StatusRecord& record = *records_.add_statuses();
  record.set_person(std::string(person));
  record.set_start_day(DayNumber(first));
  record.set_state(state);
  record.set_coachable(coachable);
  return *this;
}

Records& Records::Active(std::string_view id, std::string_view email, std::string_view time_zone) {
  return Person(id, email, time_zone).Status(id, kEarly, v1::PERSON_STATE_ACTIVE);
}

Records& Records::Line(std::string_view person, std::string_view manager, absl::CivilDay first, Day last) {
  AddLine(records_, TestId(next_id_++), person, manager, v1::LINE_KIND_LINE, first, last);
  return *this;
}

Records& Records::Coach(std::string_view person, std::string_view coach, absl::CivilDay first, Day last) {
  AddLine(records_, TestId(next_id_++), person, coach, v1::LINE_KIND_COACH, first, last);
  return *this;
}

Records& Records::Team(std::string_view id, v1::TeamKind kind, Day last) {
  v1::TeamRecord& record = *records_.add_teams();
  record.set_id(std::string(id));
  record.set_kind(kind);
  if (last) record.set_end_day(DayNumber(*last));
  return *this;
}

Records& Records::Placement(std::string_view team, std::string_view parent, absl::CivilDay first, Day last) {
  v1::PlacementRecord& record = *records_.add_placements();
  record.set_id(TestId(next_id_++));
  record.set_team(std::string(team));
  record.set_parent(std::string(parent));
  SetPeriod(first, last, record);
  return *this;
}

Records& Records::Member(std::string_view team, std::string_view person, absl::CivilDay first, Day last) {
  AddMembership(records_, TestId(next_id_++), team, person, v1::TEAM_ROLE_MEMBER, first, last);
  return *this;
}

Records& Records::Lead(std::string_view team, std::string_view person, absl::CivilDay first, Day last) {
  AddMembership(records_, TestId(next_id_++), team, person, v1::TEAM_ROLE_LEAD, first, last);
  return *this;
}

Records& Records::Roles(std::string_view person, const std::vector<v1::Role>& roles) {
  v1::RoleRecord& record = *records_.add_roles();
  record.set_person(std::string(person));
  for (const v1::Role role : roles) record.add_roles(role);
  return *this;
}

Records& Records::ServiceAccount(std::string_view subject, v1::ServiceAccountRole role, bool disabled) {
  v1::ServiceAccountRecord& record = *records_.add_service_accounts();
  record.set_id(TestId(next_id_++));
  record.set_subject(std::string(subject));
  record.set_role(role);
  record.set_disabled(disabled);
  return *this;
}

std::shared_ptr<const Organization> Records::Build(std::int64_t version) const {
  return Organization().With(records_, version);
}

}  // namespace laurel::org::testing
