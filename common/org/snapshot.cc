// An organisation as the records that make it, and what it weighs.
#include "common/org/tables.h"

namespace laurel::org {
namespace {

namespace v1 = directory::v1;

std::int32_t EndDay(std::int32_t last) { return last == kOpen ? 0 : last; }

// Records in order, cut into parts.
class Parts {
 public:
  explicit Parts(std::size_t max_records) : max_records_(std::max<std::size_t>(max_records, 1)) {}
  // The part that takes the next record.
  v1::OrganizationRecords& Next() {
    if (parts_.empty() || records_ == max_records_) {
      parts_.emplace_back();
      records_ = 0;
    }
    ++records_;
    return parts_.back();
  }
  std::vector<v1::OrganizationRecords> Take() { return std::move(parts_); }

 private:
  const std::size_t max_records_;
  std::size_t records_ = 0;
  std::vector<v1::OrganizationRecords> parts_;
};

template <typename Record>
void SetPeriod(const Period& period, Record& record) {
  record.set_start_day(period.first);
  record.set_end_day(EndDay(period.last));
}

void AddPeople(const Tables& tables, Parts& parts) {
  for (const Index index : tables.people_by_id) {
    const PersonRow& row = tables.people[index];
    if (!row.known) continue;
    v1::PersonRecord& record = *parts.Next().add_people();
    record.set_id(row.id.ToText());
    record.set_email_hash(row.email_hash);
    record.set_time_zone(tables.zones.names[row.zone]);
  }
}

void AddStatuses(const Tables& tables, Parts& parts) {
  for (const StatusRow& row : tables.statuses) {
    v1::StatusRecord& record = *parts.Next().add_statuses();
    record.set_person(tables.people[row.person].id.ToText());
    record.set_start_day(row.first);
    record.set_state(static_cast<v1::PersonState>(row.state));
    record.set_coachable(row.coachable);
  }
}

void AddLines(const Tables& tables, Parts& parts) {
  for (const LineRow& row : tables.lines) {
    v1::LineRecord& record = *parts.Next().add_lines();
    record.set_id(row.id.ToText());
    record.set_person(tables.people[row.person].id.ToText());
    record.set_manager(tables.people[row.manager].id.ToText());
    record.set_kind(static_cast<v1::LineKind>(row.kind));
    SetPeriod(row.period, record);
  }
}

void AddTeams(const Tables& tables, Parts& parts) {
  for (const Index index : tables.teams_by_id) {
    const TeamRow& row = tables.teams[index];
    if (!row.known) continue;
    v1::TeamRecord& record = *parts.Next().add_teams();
    record.set_id(row.id.ToText());
    record.set_kind(static_cast<v1::TeamKind>(row.kind));
    record.set_end_day(EndDay(row.last));
  }
  for (const PlacementRow& row : tables.placements) {
    v1::PlacementRecord& record = *parts.Next().add_placements();
    record.set_id(row.id.ToText());
    record.set_team(tables.teams[row.team].id.ToText());
    if (row.parent != kNone) record.set_parent(tables.teams[row.parent].id.ToText());
    SetPeriod(row.period, record);
  }
}

void AddMemberships(const Tables& tables, Parts& parts) {
  for (const MembershipRow& row : tables.memberships) {
    v1::MembershipRecord& record = *parts.Next().add_memberships();
    record.set_id(row.id.ToText());
    record.set_team(tables.teams[row.team].id.ToText());
    record.set_person(tables.people[row.person].id.ToText());
    record.set_role(static_cast<v1::TeamRole>(row.role));
    SetPeriod(row.period, record);
  }
}

void AddRoles(const Tables& tables, Parts& parts) {
  for (const Index index : tables.people_by_id) {
    const PersonRow& row = tables.people[index];
    if (row.roles == 0) continue;
    v1::RoleRecord& record = *parts.Next().add_roles();
    record.set_person(row.id.ToText());
    for (int role = v1::Role_MIN; role <= v1::Role_MAX; ++role) {
      if ((row.roles & 1U << role) != 0) record.add_roles(static_cast<v1::Role>(role));
    }
  }
}

void AddServiceAccounts(const Tables& tables, Parts& parts) {
  for (const ServiceAccountRow& row : tables.service_accounts) {
    v1::ServiceAccountRecord& record = *parts.Next().add_service_accounts();
    record.set_id(row.id.ToText());
    record.set_subject(row.subject);
    record.set_role(static_cast<v1::ServiceAccountRole>(row.role));
    record.set_disabled(row.disabled);
  }
}

template <typename Row>
std::size_t Bytes(const std::vector<Row>& rows) {
  return rows.capacity() * sizeof(Row);
}

std::size_t Bytes(const Grouping& grouping) { return Bytes(grouping.first) + Bytes(grouping.rows); }

}  // namespace

std::vector<v1::OrganizationRecords> Organization::ToRecords(std::size_t max_records) const {
  Parts parts(max_records);
  AddPeople(data_->tables, parts);
  AddStatuses(data_->tables, parts);
  AddTeams(data_->tables, parts);
  AddLines(data_->tables, parts);
  AddMemberships(data_->tables, parts);
  AddRoles(data_->tables, parts);
  AddServiceAccounts(data_->tables, parts);
  return parts.Take();
}

std::size_t Organization::ApproximateBytes() const {
  const Tables& t = data_->tables;
  std::size_t texts = 0;
  for (const std::string& name : t.zones.names) texts += name.capacity();
  for (const ServiceAccountRow& row : t.service_accounts) texts += row.subject.capacity();
  return sizeof(Organization) + sizeof(Data) + texts + Bytes(t.zones.names) + Bytes(t.zones.zones) +
         Bytes(t.people) + Bytes(t.people_by_id) + Bytes(t.people_by_email) + Bytes(t.statuses) +
         Bytes(t.statuses_of) + Bytes(t.lines) + Bytes(t.lines_of) + Bytes(t.lines_by_manager) +
         Bytes(t.teams) + Bytes(t.teams_by_id) + Bytes(t.placements) + Bytes(t.placements_by_parent) +
         Bytes(t.memberships) + Bytes(t.memberships_of) + Bytes(t.memberships_by_team) +
         Bytes(t.service_accounts);
}

}  // namespace laurel::org
