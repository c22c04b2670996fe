#include "common/org/organization.h"

#include "absl/container/flat_hash_set.h"
#include "common/org/email_hash.h"
#include "common/org/tables.h"
#include "common/time/convert.h"

namespace laurel::org {
namespace {

namespace v1 = directory::v1;

std::vector<std::string> SortedIds(const Tables& tables, const std::vector<Index>& people) {
  std::vector<std::string> ids;
  ids.reserve(people.size());
  for (const Index person : people) ids.push_back(tables.people[person].id.ToText());
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

bool IsHere(int state) { return state != v1::PERSON_STATE_UNSPECIFIED && state != v1::PERSON_STATE_LEFT; }

std::vector<Index> DirectReports(const Tables& tables, Index manager, std::int32_t day) {
  std::vector<Index> reports;
  for (const Index line : RowsOf(tables.lines_by_manager.rows, tables.lines_by_manager.first, manager)) {
    const Index person = tables.lines[line].person;
    const bool counts = tables.lines[line].kind == v1::LINE_KIND_LINE && tables.lines[line].period.Holds(day);
    if (counts && tables.people[person].known && tables.ManagerOn(person, day) == manager)
      reports.push_back(person);
  }
  return reports;
}

}  // namespace

Organization::Organization() : data_(std::make_unique<const Data>()) {}
Organization::Organization(std::unique_ptr<const Data> data) : data_(std::move(data)) {}
Organization::~Organization() = default;

std::shared_ptr<const Organization> Organization::With(const v1::OrganizationRecords& records,
                                                       std::int64_t version) const {
  auto next = std::make_unique<const Data>(Data{version, Apply(data_->tables, records)});
  return std::shared_ptr<const Organization>(new Organization(std::move(next)));
}

std::int64_t Organization::version() const { return data_->version; }

std::size_t Organization::people_count() const { return data_->tables.known_people; }

bool Organization::Knows(std::string_view person) const { return data_->tables.FindPerson(person) != kNone; }

bool Organization::KnowsTeam(std::string_view team) const { return data_->tables.FindTeam(team) != kNone; }

// Two people with one hash would be two people with one address: nobody then, rather than the wrong one.
std::optional<std::string> Organization::FindByEmail(std::string_view email) const {
  const Tables& tables = data_->tables;
  const std::uint64_t hash = EmailHash(email);
  const std::vector<Index>& by_email = tables.people_by_email;
  const auto place = std::lower_bound(
      by_email.begin(), by_email.end(), hash,
      [&tables](Index row, std::uint64_t sought) { return tables.people[row].email_hash < sought; });
  if (place == by_email.end() || tables.people[*place].email_hash != hash) return std::nullopt;
  const auto second = place + 1;
  if (second != by_email.end() && tables.people[*second].email_hash == hash) return std::nullopt;
  return tables.people[*place].id.ToText();
}

std::vector<v1::Role> Organization::RolesOf(std::string_view person) const {
  std::vector<v1::Role> roles;
  const Index index = data_->tables.FindPerson(person);
  if (index == kNone) return roles;
  for (int role = v1::Role_MIN; role <= v1::Role_MAX; ++role) {
    if ((data_->tables.people[index].roles & 1U << role) != 0) roles.push_back(static_cast<v1::Role>(role));
  }
  return roles;
}

std::vector<std::string> Organization::HoldersOf(v1::Role role) const {
  std::vector<std::string> holders;
  for (const PersonRow& person : data_->tables.people) {
    if ((person.roles & 1U << role) != 0) holders.push_back(person.id.ToText());
  }
  std::ranges::sort(holders);
  return holders;
}

std::optional<ServiceAccount> Organization::FindServiceAccount(std::string_view subject) const {
  const std::vector<ServiceAccountRow>& rows = data_->tables.service_accounts;
  const auto row = std::ranges::lower_bound(rows, subject, std::less<>(), &ServiceAccountRow::Order);
  if (row == rows.end() || row->subject != subject) return std::nullopt;
  return ServiceAccount{static_cast<v1::ServiceAccountRole>(row->role), row->disabled};
}

absl::TimeZone Organization::TimeZoneOf(std::string_view person) const {
  const Index index = data_->tables.FindPerson(person);
  return data_->tables.zones.zones[index == kNone ? 0 : data_->tables.people[index].zone];
}

absl::CivilDay Organization::TodayOf(std::string_view person, absl::Time now) const {
  return absl::ToCivilDay(now, TimeZoneOf(person));
}

Status Organization::StatusOn(std::string_view person, absl::CivilDay day) const {
  const Index index = data_->tables.FindPerson(person);
  return index == kNone ? Status() : data_->tables.StatusOn(index, DayNumber(day));
}

std::optional<absl::CivilDay> Organization::FirstDayOf(std::string_view person) const {
  const Index index = data_->tables.FindPerson(person);
  if (index == kNone) return std::nullopt;
  for (const StatusRow& row : RowsOf(data_->tables.statuses, data_->tables.statuses_of, index)) {
    if (IsHere(row.state)) return DayFromNumber(row.first);
  }
  return std::nullopt;
}

std::vector<std::string> Organization::PeopleOn(absl::CivilDay day) const {
  const Tables& tables = data_->tables;
  std::vector<Index> people;
  for (Index person = 0; person < tables.people.size(); ++person) {
    if (tables.people[person].known && IsHere(tables.StatusOn(person, DayNumber(day)).state)) {
      people.push_back(person);
    }
  }
  return SortedIds(tables, people);
}

std::optional<absl::CivilDay> Organization::LeaveDayOf(std::string_view person) const {
  const Index index = data_->tables.FindPerson(person);
  if (index == kNone) return std::nullopt;
  std::optional<absl::CivilDay> day;
  for (const StatusRow& row : RowsOf(data_->tables.statuses, data_->tables.statuses_of, index)) {
    if (row.state != v1::PERSON_STATE_LEFT) {
      day.reset();
    } else if (!day) {
      day = DayFromNumber(row.first);
    }
  }
  return day;
}

bool Organization::HasLeft(std::string_view person, absl::Time now) const {
  const Index index = data_->tables.FindPerson(person);
  return index != kNone && data_->tables.HasLeft(index, now);
}

std::optional<std::string> Organization::ManagerOn(std::string_view person, absl::CivilDay day) const {
  const Tables& tables = data_->tables;
  const Index index = tables.FindPerson(person);
  const Index manager = index == kNone ? kNone : tables.ManagerOn(index, DayNumber(day));
  if (manager == kNone) return std::nullopt;
  return tables.people[manager].id.ToText();
}

std::vector<std::string> Organization::CoachesOn(std::string_view person, absl::CivilDay day) const {
  const Tables& tables = data_->tables;
  const Index index = tables.FindPerson(person);
  if (index == kNone) return {};
  std::vector<Index> coaches;
  for (const LineRow& row : RowsOf(tables.lines, tables.lines_of, index)) {
    const bool counts = row.kind == v1::LINE_KIND_COACH && row.period.Holds(DayNumber(day));
    if (counts && tables.people[row.manager].known) coaches.push_back(row.manager);
  }
  return SortedIds(tables, coaches);
}

std::vector<std::string> Organization::ChainOn(std::string_view person, absl::CivilDay day) const {
  const Tables& tables = data_->tables;
  std::vector<std::string> chain;
  Index at = tables.FindPerson(person);
  absl::flat_hash_set<Index> seen;  // broken data may hold a cycle
  while (at != kNone && seen.insert(at).second) {
    if (seen.size() > 1) chain.push_back(tables.people[at].id.ToText());
    at = tables.ManagerOn(at, DayNumber(day));
  }
  return chain;
}

std::vector<std::string> Organization::ReportsOn(std::string_view person, absl::CivilDay day,
                                                 bool transitive) const {
  const Tables& tables = data_->tables;
  const Index top = tables.FindPerson(person);
  if (top == kNone) return {};
  std::vector<Index> below;
  absl::flat_hash_set<Index> seen{top};
  std::vector<Index> next = DirectReports(tables, top, DayNumber(day));
  while (!next.empty()) {
    const Index report = next.back();
    next.pop_back();
    if (!seen.insert(report).second) continue;
    below.push_back(report);
    if (!transitive) continue;
    const std::vector<Index> reports = DirectReports(tables, report, DayNumber(day));
    next.insert(next.end(), reports.begin(), reports.end());
  }
  return SortedIds(tables, below);
}

std::vector<std::string> Organization::ReportsNow(std::string_view manager, absl::Time now) const {
  const Tables& tables = data_->tables;
  const Index top = tables.FindPerson(manager);
  if (top == kNone) return {};
  std::vector<Index> reports;
  for (const Index line : RowsOf(tables.lines_by_manager.rows, tables.lines_by_manager.first, top)) {
    const Index person = tables.lines[line].person;
    if (tables.people[person].known && tables.ManagerOn(person, tables.TodayOf(person, now)) == top) {
      reports.push_back(person);
    }
  }
  return SortedIds(tables, reports);
}

std::vector<std::string> Organization::CoacheesOn(std::string_view person, absl::CivilDay day) const {
  const Tables& tables = data_->tables;
  const Index coach = tables.FindPerson(person);
  if (coach == kNone) return {};
  std::vector<Index> coachees;
  for (const Index line : RowsOf(tables.lines_by_manager.rows, tables.lines_by_manager.first, coach)) {
    const LineRow& row = tables.lines[line];
    const bool counts = row.kind == v1::LINE_KIND_COACH && row.period.Holds(DayNumber(day));
    if (counts && tables.people[row.person].known) coachees.push_back(row.person);
  }
  return SortedIds(tables, coachees);
}

std::vector<Organization::TeamMembership> Organization::TeamsOn(std::string_view person,
                                                                absl::CivilDay day) const {
  const Tables& tables = data_->tables;
  const Index index = tables.FindPerson(person);
  if (index == kNone) return {};
  std::vector<TeamMembership> teams;
  for (const MembershipRow& row : RowsOf(tables.memberships, tables.memberships_of, index)) {
    if (!row.period.Holds(DayNumber(day)) || !tables.IsOpen(row.team, DayNumber(day))) continue;
    const TeamRow& team = tables.teams[row.team];
    teams.push_back(
        {team.id.ToText(), static_cast<v1::TeamKind>(team.kind), static_cast<v1::TeamRole>(row.role)});
  }
  // Of two memberships in one team, which only broken data has, the one that leads counts.
  std::sort(teams.begin(), teams.end(), [](const TeamMembership& a, const TeamMembership& b) {
    return std::tie(a.team, b.role) < std::tie(b.team, a.role);
  });
  const auto same_team = [](const TeamMembership& a, const TeamMembership& b) { return a.team == b.team; };
  teams.erase(std::unique(teams.begin(), teams.end(), same_team), teams.end());
  return teams;
}

std::vector<std::string> Organization::MembersOn(std::string_view team, absl::CivilDay day) const {
  const Tables& tables = data_->tables;
  const Index index = tables.FindTeam(team);
  if (index == kNone || !tables.IsOpen(index, DayNumber(day))) return {};
  std::vector<Index> members;
  for (const Index row : RowsOf(tables.memberships_by_team.rows, tables.memberships_by_team.first, index)) {
    const MembershipRow& membership = tables.memberships[row];
    if (membership.period.Holds(DayNumber(day)) && tables.people[membership.person].known) {
      members.push_back(membership.person);
    }
  }
  return SortedIds(tables, members);
}

std::vector<std::string> Organization::ChildTeamsOn(std::string_view team, absl::CivilDay day) const {
  const Tables& tables = data_->tables;
  const Index above = team.empty() ? kNone : tables.FindTeam(team);
  if (above == kNone && !team.empty()) return {};
  std::vector<std::string> children;
  const Grouping& by_parent = tables.placements_by_parent;
  for (const Index placement : RowsOf(by_parent.rows, by_parent.first, KeyOfParent(above))) {
    const PlacementRow& row = tables.placements[placement];
    if (row.period.Holds(DayNumber(day)) && tables.IsOpen(row.team, DayNumber(day)))
      children.push_back(tables.teams[row.team].id.ToText());
  }
  std::ranges::sort(children);
  children.erase(std::unique(children.begin(), children.end()), children.end());
  return children;
}

std::optional<std::string> Organization::TeamAboveOn(std::string_view team, absl::CivilDay day) const {
  const Tables& tables = data_->tables;
  const Index index = tables.FindTeam(team);
  if (index == kNone) return std::nullopt;
  // Placements lie in the order of their teams.
  for (const PlacementRow& row :
       std::ranges::equal_range(tables.placements, index, {}, &PlacementRow::team)) {
    if (row.period.Holds(DayNumber(day)) && row.parent != kNone) return tables.teams[row.parent].id.ToText();
  }
  return std::nullopt;
}

std::optional<v1::TeamKind> Organization::TeamKindOf(std::string_view team) const {
  const Index index = data_->tables.FindTeam(team);
  if (index == kNone) return std::nullopt;
  return static_cast<v1::TeamKind>(data_->tables.teams[index].kind);
}

std::vector<std::string> Organization::MembersNow(std::string_view team, absl::Time now) const {
  const Tables& tables = data_->tables;
  const Index index = tables.FindTeam(team);
  if (index == kNone) return {};
  std::vector<Index> members;
  for (const Index row : RowsOf(tables.memberships_by_team.rows, tables.memberships_by_team.first, index)) {
    const MembershipRow& membership = tables.memberships[row];
    if (!tables.people[membership.person].known) continue;
    const std::int32_t today = tables.TodayOf(membership.person, now);
    if (membership.period.Holds(today) && tables.IsOpen(index, today)) members.push_back(membership.person);
  }
  return SortedIds(tables, members);
}

bool Organization::Leads(std::string_view person, std::string_view team, absl::Time now) const {
  return std::ranges::any_of(TeamsOn(person, TodayOf(person, now)), [team](const TeamMembership& membership) {
    return membership.team == team && membership.role == v1::TEAM_ROLE_LEAD;
  });
}

bool Organization::IsTeamOpen(std::string_view team, absl::Time now) const {
  // Where a day ends last.
  constexpr absl::Duration kFurthestBehind = absl::Hours(12);
  const absl::CivilDay earliest = absl::ToCivilDay(now - kFurthestBehind, absl::UTCTimeZone());
  const Index index = data_->tables.FindTeam(team);
  return index != kNone && data_->tables.IsOpen(index, DayNumber(earliest));
}

}  // namespace laurel::org
