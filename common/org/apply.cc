// How records make the next tables. Every table is sorted: what a batch leaves of the former rows is merged
// with the batch's own, so one change to 100,000 people costs a few passes over memory and no sorting.
#include "absl/container/flat_hash_set.h"
#include "common/log/log.h"
#include "common/org/sorted_rows.h"
#include "common/org/tables.h"

namespace laurel::org {
namespace {

namespace v1 = directory::v1;

std::int32_t LastDay(std::int32_t end_day) { return end_day == 0 ? kOpen : end_day; }

class Application {
 public:
  Application(const Tables& former, const v1::OrganizationRecords& records)
      : records_(records),
        tables_(former),
        person_(tables_.people, tables_.people_by_id),
        team_(tables_.teams, tables_.teams_by_id) {
    tables_.people.reserve(former.people.size() + static_cast<std::size_t>(records.people_size()));
  }

  Tables Run() {
    ApplyPeople();
    ApplyRoles();
    ApplyTeams();
    ApplyStatuses();
    ApplyLines();
    ApplyPlacements();
    ApplyMemberships();
    ApplyServiceAccounts();
    MergeNewIds(tables_.people, tables_.people_by_id);
    MergeNewIds(tables_.teams, tables_.teams_by_id);
    tables_.people.shrink_to_fit();
    if (malformed_ > 0)
      log::Error("organisation records with malformed ids left out", {{"records", malformed_}});
    return std::move(tables_);
  }

 private:
  void ApplyPeople() {
    absl::flat_hash_set<Index> readdressed;
    for (const v1::PersonRecord& record : records_.people()) {
      const std::optional<Index> person = person_(record.id());
      if (!person) {
        ++malformed_;
        continue;
      }
      PersonRow& row = tables_.people[*person];
      if (row.email_hash != record.email_hash()) readdressed.insert(*person);
      row.email_hash = record.email_hash();
      row.zone = tables_.zones.Intern(record.time_zone());
      if (!row.known) ++tables_.known_people;
      row.known = true;
    }
    if (!readdressed.empty()) MergeAddresses(readdressed);
  }

  void MergeAddresses(const absl::flat_hash_set<Index>& readdressed) {
    const std::vector<PersonRow>& people = tables_.people;
    const auto less = [&people](Index a, Index b) {
      return std::tuple(people[a].email_hash, a) < std::tuple(people[b].email_hash, b);
    };
    std::vector<Index> added;
    for (const Index person : readdressed) {
      if (people[person].email_hash != 0) added.push_back(person);
    }
    std::sort(added.begin(), added.end(), less);
    std::vector<Index>& former = tables_.people_by_email;
    former.erase(
        std::remove_if(former.begin(), former.end(), [&](Index p) { return readdressed.contains(p); }),
        former.end());
    std::vector<Index> next(former.size() + added.size());
    std::merge(former.begin(), former.end(), added.begin(), added.end(), next.begin(), less);
    former = std::move(next);
  }

  void ApplyRoles() {
    for (const v1::RoleRecord& record : records_.roles()) {
      const std::optional<Index> person = person_(record.person());
      if (!person) {
        ++malformed_;
        continue;
      }
      unsigned roles = 0;
      for (const int role : record.roles()) {
        if (v1::Role_IsValid(role)) roles |= 1U << role;
      }
      tables_.people[*person].roles = static_cast<std::uint8_t>(roles);
    }
  }

  void ApplyTeams() {
    for (const v1::TeamRecord& record : records_.teams()) {
      const std::optional<Index> team = team_(record.id());
      if (!team) {
        ++malformed_;
        continue;
      }
      TeamRow& row = tables_.teams[*team];
      row.last = LastDay(record.end_day());
      row.kind = static_cast<std::uint8_t>(v1::TeamKind_IsValid(record.kind()) ? record.kind() : 0);
      row.known = true;
    }
  }

  void ApplyStatuses() {
    Changes<std::pair<Index, std::int32_t>, StatusRow> changes;
    for (const v1::StatusRecord& record : records_.statuses()) {
      const std::optional<Index> person = person_(record.person());
      if (!person) {
        ++malformed_;
        continue;
      }
      std::optional<StatusRow>& change = changes[{*person, record.start_day()}];
      change.reset();
      if (record.removed()) continue;
      const int state = v1::PersonState_IsValid(record.state()) ? record.state() : 0;
      change = {*person, record.start_day(), static_cast<std::uint8_t>(state), record.coachable()};
    }
    if (changes.empty()) return;
    tables_.statuses = Merge(tables_.statuses, changes,
                             [](const StatusRow& row) { return std::pair(row.person, row.first); });
    tables_.statuses_of =
        FirstRows(tables_.statuses, tables_.people.size(), [](const StatusRow& row) { return row.person; });
  }

  void ApplyLines() {
    Changes<BinaryUlid, LineRow> changes;
    for (const v1::LineRecord& record : records_.lines()) {
      const std::optional<BinaryUlid> id = BinaryUlid::Parse(record.id());
      if (id && record.removed()) {
        changes[*id].reset();
        continue;
      }
      const std::optional<Index> person = person_(record.person());
      const std::optional<Index> manager = person_(record.manager());
      if (!id || !person || !manager) {
        ++malformed_;
        continue;
      }
      const int kind = v1::LineKind_IsValid(record.kind()) ? record.kind() : 0;
      changes[*id] = {*id,
                      *person,
                      *manager,
                      {record.start_day(), LastDay(record.end_day())},
                      static_cast<std::uint8_t>(kind)};
    }
    if (changes.empty()) return;
    tables_.lines = Merge(tables_.lines, changes, [](const LineRow& row) { return row.id; });
    tables_.lines_of =
        FirstRows(tables_.lines, tables_.people.size(), [](const LineRow& row) { return row.person; });
    tables_.lines_by_manager =
        Group(tables_.lines, tables_.people.size(), [](const LineRow& row) { return row.manager; });
  }

  void ApplyPlacements() {
    Changes<BinaryUlid, PlacementRow> changes;
    for (const v1::PlacementRecord& record : records_.placements()) {
      const std::optional<BinaryUlid> id = BinaryUlid::Parse(record.id());
      if (id && record.removed()) {
        changes[*id].reset();
        continue;
      }
      const std::optional<Index> team = team_(record.team());
      const std::optional<Index> parent = record.parent().empty() ? kNone : team_(record.parent());
      if (!id || !team || !parent) {
        ++malformed_;
        continue;
      }
      changes[*id] = {*id, *team, *parent, {record.start_day(), LastDay(record.end_day())}};
    }
    if (changes.empty()) return;
    std::vector<PlacementRow>& rows = tables_.placements;
    rows = Merge(rows, changes, [](const PlacementRow& row) { return row.id; });
    tables_.placements_by_parent = Group(rows, tables_.teams.size() + 1,
                                         [](const PlacementRow& row) { return KeyOfParent(row.parent); });
  }

  void ApplyMemberships() {
    Changes<BinaryUlid, MembershipRow> changes;
    for (const v1::MembershipRecord& record : records_.memberships()) {
      const std::optional<BinaryUlid> id = BinaryUlid::Parse(record.id());
      if (id && record.removed()) {
        changes[*id].reset();
        continue;
      }
      const std::optional<Index> person = person_(record.person());
      const std::optional<Index> team = team_(record.team());
      if (!id || !person || !team) {
        ++malformed_;
        continue;
      }
      const int role = v1::TeamRole_IsValid(record.role()) ? record.role() : 0;
      changes[*id] = {*id,
                      *person,
                      *team,
                      {record.start_day(), LastDay(record.end_day())},
                      static_cast<std::uint8_t>(role)};
    }
    if (changes.empty()) return;
    std::vector<MembershipRow>& rows = tables_.memberships;
    rows = Merge(rows, changes, [](const MembershipRow& row) { return row.id; });
    tables_.memberships_of =
        FirstRows(rows, tables_.people.size(), [](const MembershipRow& row) { return row.person; });
    tables_.memberships_by_team =
        Group(rows, tables_.teams.size(), [](const MembershipRow& row) { return row.team; });
  }

  void ApplyServiceAccounts() {
    Changes<BinaryUlid, ServiceAccountRow> changes;
    for (const v1::ServiceAccountRecord& record : records_.service_accounts()) {
      const std::optional<BinaryUlid> id = BinaryUlid::Parse(record.id());
      if (!id || record.subject().empty()) {
        ++malformed_;
        continue;
      }
      const int role = v1::ServiceAccountRole_IsValid(record.role()) ? record.role() : 0;
      changes[*id] = {*id, record.subject(), static_cast<std::uint8_t>(role), record.disabled()};
    }
    if (changes.empty()) return;
    std::vector<ServiceAccountRow>& rows = tables_.service_accounts;
    rows = Merge(rows, changes, [](const ServiceAccountRow& row) { return row.id; });
  }

  const v1::OrganizationRecords& records_;
  Tables tables_;
  Interner<PersonRow> person_;
  Interner<TeamRow> team_;
  std::int64_t malformed_ = 0;
};

}  // namespace

Tables Apply(const Tables& former, const v1::OrganizationRecords& records) {
  return Application(former, records).Run();
}

}  // namespace laurel::org
