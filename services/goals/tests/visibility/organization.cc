#include "services/goals/tests/visibility/organization.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace laurel::goals::testing {
namespace {

using directory::v1::LINE_KIND_COACH;
using directory::v1::LINE_KIND_LINE;
using directory::v1::Role;
using directory::v1::ROLE_AUDITOR;
using directory::v1::ROLE_HR_ADMIN;
using directory::v1::ROLE_RECOGNITION_ADMIN;
using directory::v1::TEAM_KIND_QUEUE;
using directory::v1::TEAM_KIND_SITE;
using directory::v1::TEAM_KIND_TEAM;
using directory::v1::TEAM_ROLE_LEAD;
using directory::v1::TEAM_ROLE_MEMBER;

// Four of them can be shown something.
constexpr directory::v1::TeamKind kKinds[MadeOrganization::kTeams] = {
    TEAM_KIND_TEAM, TEAM_KIND_TEAM, TEAM_KIND_TEAM, TEAM_KIND_TEAM, TEAM_KIND_QUEUE, TEAM_KIND_SITE};

std::vector<int> InAnyOrder(int n, Chance& chance) {
  std::vector<int> numbers(static_cast<std::size_t>(n));
  std::iota(numbers.begin(), numbers.end(), 0);
  for (int i = n - 1; i > 0; --i) std::swap(numbers.at(i), numbers.at(chance.Below(i + 1)));
  return numbers;
}

}  // namespace

MadeOrganization::MadeOrganization(Chance& chance) {
  for (int team = 0; team < kTeams; ++team) teams_.push_back({kKinds[team], chance.Below(team + 1) - 1});
  const auto any_time = [&] {
    return chance.Comes(65) ? When::kNow : chance.Comes(50) ? When::kOver : When::kComing;
  };
  for (int person = 0; person < kPeople; ++person) {
    // Long chains; some have a manager from tomorrow on, and none today.
    if (person > 0)
      lines_.push_back({person, std::max(0, person - 1 - chance.Below(3)), LINE_KIND_LINE,
                        chance.Comes(88) ? When::kNow : When::kComing});
    for (int n = 1 + chance.Below(2); n > 0; --n) AddMembership(chance, person, any_time());
    if (chance.Comes(80)) AddCoach(chance, any_time());
  }
  const std::vector<int> people = InAnyOrder(kPeople, chance);
  roles_ = {{people[0], ROLE_HR_ADMIN}, {people[1], ROLE_HR_ADMIN},
            {people[1], ROLE_AUDITOR},  {people[2], ROLE_AUDITOR},
            {people[3], ROLE_AUDITOR},  {people[3], ROLE_RECOGNITION_ADMIN},
            {people[4], ROLE_HR_ADMIN}, {people[5], ROLE_RECOGNITION_ADMIN}};
}

void MadeOrganization::Change(Chance& chance) {
  for (int n = 0; n < 2; ++n) Leave(AnyWithoutRole(chance));
  for (int n = 0; n < 3; ++n) MoveSomebody(chance);
  PassOnRole(chance, ROLE_HR_ADMIN);
  for (Line& line : lines_) {
    if (line.kind == LINE_KIND_COACH && line.when == When::kNow && chance.Comes(35)) line.when = When::kOver;
  }
  for (Membership& one : memberships_) {
    if (one.when == When::kNow && chance.Comes(25)) one.when = When::kOver;
  }
  for (int n = 0; n < 4; ++n) {
    AddCoach(chance, When::kNow);
    AddMembership(chance, chance.Below(kPeople), When::kNow);
  }
  teams_.at(chance.Below(4)).open = false;
}

org::testing::Records MadeOrganization::RecordsOn(absl::CivilDay today) const {
  using org::testing::Records;
  const auto first = [&](When when) {
    return when == When::kOver ? Records::kEarly : when == When::kNow ? today : today + 1;
  };
  const auto last = [&](When when) { return when == When::kOver ? Records::Day(today - 1) : Records::Day(); };
  Records records;
  for (int person = 0; person < kPeople; ++person) {
    const std::string id = PersonId(person);
    records.Active(id, id);  // their address is their id, and so is their token
    if (HasLeft(person)) records.Status(id, today, directory::v1::PERSON_STATE_LEFT);
    std::vector<Role> roles;
    for (const Role role : {ROLE_HR_ADMIN, ROLE_AUDITOR, ROLE_RECOGNITION_ADMIN}) {
      if (Has(person, role)) roles.push_back(role);
    }
    if (!roles.empty()) records.Roles(id, roles);
  }
  for (const Line& line : lines_) {
    const auto add = line.kind == LINE_KIND_LINE ? &Records::Line : &Records::Coach;
    (records.*add)(PersonId(line.person), PersonId(line.above), first(line.when), last(line.when));
  }
  for (int team = 0; team < kTeams; ++team) {
    const auto& [kind, above, open] = teams_.at(team);
    records.Team(TeamId(team), kind, open ? Records::Day() : Records::Day(today - 1));
    records.Placement(TeamId(team), above < 0 ? "" : TeamId(above));
  }
  for (const Membership& one : memberships_) {
    const auto add = one.role == TEAM_ROLE_LEAD ? &Records::Lead : &Records::Member;
    (records.*add)(TeamId(one.team), PersonId(one.person), first(one.when), last(one.when));
  }
  return records;
}

std::optional<int> MadeOrganization::ManagerOf(int person) const {
  for (const Line& line : lines_) {
    if (line.person == person && line.kind == LINE_KIND_LINE && line.when == When::kNow) return line.above;
  }
  return std::nullopt;
}

bool MadeOrganization::IsAbove(int who, int of) const {
  for (auto above = ManagerOf(of); above.has_value(); above = ManagerOf(*above)) {
    if (*above == who) return true;
  }
  return false;
}

bool MadeOrganization::IsCoach(int who, int of) const {
  return std::ranges::any_of(lines_, [&](const Line& line) {
    return line.kind == LINE_KIND_COACH && line.when == When::kNow && line.person == of && line.above == who;
  });
}

std::optional<directory::v1::TeamRole> MadeOrganization::RoleIn(int team, int person) const {
  for (const Membership& one : memberships_) {
    if (one.team == team && one.person == person && one.when == When::kNow) return one.role;
  }
  return std::nullopt;
}

bool MadeOrganization::IsAudience(int team) const {
  return team >= 0 && teams_.at(team).open && teams_.at(team).kind == TEAM_KIND_TEAM;
}

bool MadeOrganization::Leads(int team, int person) const {
  return teams_.at(team).open && RoleIn(team, person) == TEAM_ROLE_LEAD;
}

bool MadeOrganization::LeadsTeamOf(int who, int of) const {
  for (int team = 0; team < kTeams; ++team) {
    if (who != of && IsAudience(team) && Leads(team, who) && IsIn(team, of)) return true;
  }
  return false;
}

bool MadeOrganization::MayCoach(int who, int of) const {
  return IsAbove(who, of) || IsCoach(who, of) || LeadsTeamOf(who, of);
}

void MadeOrganization::AddCoach(Chance& chance, When when) {
  const int person = chance.Below(kPeople), coach = chance.Below(kPeople);
  const bool known = std::ranges::any_of(lines_, [&](const Line& line) {
    return line.kind == LINE_KIND_COACH && line.person == person && line.above == coach;
  });
  if (person != coach && !known) lines_.push_back({person, coach, LINE_KIND_COACH, when});
}

void MadeOrganization::AddMembership(Chance& chance, int person, When when) {
  const int team = chance.Below(kTeams);
  const bool known = std::ranges::any_of(
      memberships_, [&](const Membership& one) { return one.team == team && one.person == person; });
  const auto role = chance.Comes(30) ? TEAM_ROLE_LEAD : TEAM_ROLE_MEMBER;
  if (!known) memberships_.push_back({team, person, role, when});
}

void MadeOrganization::SetManager(int person, std::optional<int> manager) {
  std::erase_if(lines_, [&](const Line& line) {
    return line.person == person && line.kind == LINE_KIND_LINE && line.when != When::kNow;
  });
  for (Line& line : lines_) {
    if (line.person == person && line.kind == LINE_KIND_LINE) line.when = When::kOver;
  }
  if (manager.has_value()) lines_.push_back({person, *manager, LINE_KIND_LINE, When::kNow});
}

int MadeOrganization::AnyWithoutRole(Chance& chance) const {
  while (true) {
    const int person = chance.Below(kPeople);
    const bool has_role = std::ranges::any_of(roles_, [&](const auto& role) { return role.first == person; });
    if (!has_role && !HasLeft(person)) return person;
  }
}

void MadeOrganization::Leave(int person) {
  left_.insert(person);
  for (int other = 0; other < kPeople; ++other) {
    if (IsLineManager(person, other)) SetManager(other, ManagerOf(person));
  }
}

void MadeOrganization::MoveSomebody(Chance& chance) {
  const int person = chance.Below(kPeople), manager = chance.Below(kPeople);
  if (person == manager || IsAbove(person, manager) || HasLeft(person) || HasLeft(manager)) return;
  SetManager(person, manager);
}

void MadeOrganization::PassOnRole(Chance& chance, Role role) {
  const auto holder = std::ranges::find(roles_, role, &std::pair<int, Role>::second);
  const int next = AnyWithoutRole(chance);
  roles_.erase(holder);
  roles_.insert({next, role});
}

}  // namespace laurel::goals::testing
