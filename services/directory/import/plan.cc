#include "services/directory/import/plan.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <span>
#include <utility>

#include "common/api/text.h"
#include "common/api/ulid.h"
#include "services/directory/import/row_plan.h"

namespace laurel::directory::import {
namespace {

constexpr std::string_view kNobody = "names nobody in the directory and no good row of the file";

class Planner {
 public:
  Planner(const State& state, const std::vector<Row>& rows, const Importer& importer) : state_(state), importer_(importer) {
    plan_.rows.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) plan_.rows[i].row = &rows[i];
  }

  Plan Run() {
    for (std::size_t i = 0; i < plan_.rows.size(); ++i) Identify(i);
    for (RowPlan& row : plan_.rows) {
      if (row.good()) PlanPerson(row, Known(row.person), importer_);
      if (row.good()) PlanTeam(row);
    }
    for (RowPlan& row : plan_.rows) {
      if (row.good()) PlanLines(row);
    }
    while (RefuseHanging() || RefuseCycles()) {
    }
    StartTeams();
    return std::move(plan_);
  }

 private:
  void Identify(std::size_t index);
  void ClaimEmail(std::size_t index);
  void PlanTeam(RowPlan& plan);
  std::optional<std::string> TeamNamed(RowPlan& plan, const std::string& display_name);
  void PlanLines(RowPlan& plan);
  std::optional<Reference> Resolve(RowPlan& plan, const Cell<std::string>& cell, std::string_view column);
  std::vector<line::Edit> PlanLine(const RowPlan& plan, const Cell<std::string>& cell,
                                   const std::optional<Reference>& reference, v1::LineKind kind);
  bool RefuseHanging();
  bool RefuseCycles();
  void StartTeams();

  const KnownPerson* Known(const std::string& person) const {
    const auto it = state_.people.find(person);
    return it == state_.people.end() ? nullptr : &it->second;
  }
  std::function<std::string()> NewId() const {
    return [this] { return api::NewUlid(importer_.now); };
  }

  const State& state_;
  const Importer& importer_;
  Plan plan_;
  absl::flat_hash_map<std::string, std::size_t> row_of_number_;
  absl::flat_hash_map<std::string, std::size_t> row_of_email_;
  absl::flat_hash_map<std::string, std::size_t> row_of_person_;
  absl::flat_hash_map<std::string, std::size_t> team_of_key_;  // index into plan_.teams
};

void Planner::Identify(std::size_t index) {
  RowPlan& plan = plan_.rows[index];
  const Row& row = *plan.row;
  const auto [earlier, first] = row_of_number_.emplace(row.employee_number, index);
  if (!first) {
    const std::int64_t line = plan_.rows[earlier->second].row->line_number;
    return Fail(plan, "employee_number", "stands in line " + std::to_string(line) + " already");
  }
  if (const auto known = state_.by_number.find(row.employee_number); known != state_.by_number.end()) {
    plan.person = known->second;
  } else if (row.email.value.has_value()) {
    // Somebody without a number is the first administrator, whom a row with their email adopts.
    const auto same_email = state_.by_email.find(api::LowerAscii(*row.email.value));
    if (same_email != state_.by_email.end() && Known(same_email->second)->stored.person.employee_number().empty()) {
      plan.person = same_email->second;
    }
  }
  plan.is_new = plan.person.empty();
  if (plan.is_new) plan.person = api::NewUlid(importer_.now);
  row_of_person_.emplace(plan.person, index);
  ClaimEmail(index);
}

void Planner::ClaimEmail(std::size_t index) {
  RowPlan& plan = plan_.rows[index];
  if (!plan.row->email.value.has_value()) return;
  const std::string key = api::LowerAscii(*plan.row->email.value);
  const auto owner = state_.by_email.find(key);
  if (owner != state_.by_email.end() && owner->second != plan.person) {
    return Fail(plan, "email", "belongs to another person");
  }
  const auto [earlier, first] = row_of_email_.emplace(key, index);
  if (first) return;
  Fail(plan, "email", "stands in line " + std::to_string(plan_.rows[earlier->second].row->line_number) + " already");
}

// An open team of this name, or one that the file makes. nullopt: there are several.
std::optional<std::string> Planner::TeamNamed(RowPlan& plan, const std::string& display_name) {
  const std::string key = TeamKey(display_name);
  if (const auto open = state_.by_team.find(key); open != state_.by_team.end()) {
    if (open->second.size() == 1) return open->second.front().id;
    Fail(plan, "team", "is the name of several open teams");
    return std::nullopt;
  }
  const auto [it, first] = team_of_key_.emplace(key, plan_.teams.size());
  if (first) plan_.teams.push_back({.id = api::NewUlid(importer_.now), .display_name = display_name});
  plan.new_team = it->second;
  return plan_.teams[it->second].id;
}

void Planner::PlanTeam(RowPlan& plan) {
  const Row& row = *plan.row;
  if (!row.team.given && !row.team_role.has_value()) return;
  std::string team;
  if (row.team.value.has_value()) {
    std::optional<std::string> named = TeamNamed(plan, *row.team.value);
    if (!named.has_value()) return;
    team = *std::move(named);
  }
  // A person is in one team as far as the file knows: queues and sites are not its business.
  std::vector<v1::MembershipRecord> own;
  std::vector<v1::MembershipRecord> current;
  if (const KnownPerson* known = Known(plan.person)) {
    for (const v1::MembershipRecord& membership : known->memberships) {
      const auto kind = state_.team_kinds.find(membership.team());
      const bool is_team = kind != state_.team_kinds.end() && kind->second == v1::TEAM_KIND_TEAM;
      if (!is_team && membership.team() != team) continue;
      own.push_back(membership);
      if (period::InForce(membership, plan.start_day)) current.push_back(membership);
    }
  }
  if (!row.team.given) {
    if (current.empty()) return Fail(plan, "team_role", "is that of no team: the person belongs to none");
    team = std::min_element(current.begin(), current.end(), [](const auto& a, const auto& b) {
             return a.team() < b.team();
           })->team();
  }
  const auto same = std::find_if(current.begin(), current.end(), [&](const auto& m) { return m.team() == team; });
  const v1::TeamRole role = row.team_role.value_or(same != current.end() ? same->role() : v1::TEAM_ROLE_MEMBER);
  if (same != current.end() && same->role() == role) return;
  plan.changed.emplace_back(same != current.end() ? "team_role" : "team");
  if (same != current.end()) std::erase_if(own, [&](const auto& m) { return m.team() != team; });
  plan.membership_edits = membership::Replace(own, plan.person, team, role, plan.start_day, NewId());
  if (plan.membership_edits.empty()) plan.changed.pop_back();
}

std::optional<Reference> Planner::Resolve(RowPlan& plan, const Cell<std::string>& cell, std::string_view column) {
  if (!cell.value.has_value()) return std::nullopt;
  const std::string email = api::LowerAscii(*cell.value);
  std::optional<Reference> found;
  const auto from_row = [&](const auto& index, const std::string& key) {
    const auto it = index.find(key);
    if (!found.has_value() && it != index.end()) found = Reference{plan_.rows[it->second].person, it->second};
  };
  const auto from_directory = [&](const auto& index, const std::string& key) {
    const auto it = index.find(key);
    if (!found.has_value() && it != index.end()) found = Reference{it->second, std::nullopt};
  };
  from_row(row_of_number_, *cell.value);
  from_directory(state_.by_number, *cell.value);
  from_row(row_of_email_, email);
  from_directory(state_.by_email, email);
  if (!found.has_value()) {
    Fail(plan, column, kNobody);
  } else if (found->person == plan.person) {
    Fail(plan, column, "is the person themselves");
  }
  return found;
}

std::vector<line::Edit> Planner::PlanLine(const RowPlan& plan, const Cell<std::string>& cell,
                                          const std::optional<Reference>& reference, v1::LineKind kind) {
  if (!cell.given) return {};
  const KnownPerson* known = Known(plan.person);
  const std::vector<v1::LineRecord> none;
  const std::vector<v1::LineRecord>& lines = known == nullptr ? none : known->lines;
  const std::string manager = reference.has_value() ? reference->person : "";
  const bool in_force = std::any_of(lines.begin(), lines.end(), [&](const v1::LineRecord& line) {
    return line.kind() == kind && line.manager() == manager && period::InForce(line, plan.start_day);
  });
  if (in_force) return {};
  return line::Replace(lines, plan.person, kind, manager, plan.start_day, NewId());
}

void Planner::PlanLines(RowPlan& plan) {
  plan.manager = Resolve(plan, plan.row->manager, "manager");
  plan.coach = Resolve(plan, plan.row->coach, "coach");
  if (!plan.good()) return;
  plan.line_edits = PlanLine(plan, plan.row->manager, plan.manager, v1::LINE_KIND_LINE);
  plan.coach_edits = PlanLine(plan, plan.row->coach, plan.coach, v1::LINE_KIND_COACH);
  if (!plan.coach_edits.empty()) plan.changed.emplace_back("coach");
  if (plan.line_edits.empty()) return;
  plan.changed.emplace_back("manager");
  const KnownPerson* known = Known(plan.person);
  plan.lines_after = period::After(
      known == nullptr ? std::span<const v1::LineRecord>() : std::span<const v1::LineRecord>(known->lines), plan.line_edits);
  if (!plan.manager.has_value()) return;
  const KnownPerson* manager = Known(plan.manager->person);
  const status::Statuses& statuses =
      plan.manager->row.has_value() ? plan_.rows[*plan.manager->row].statuses_after : manager->statuses;
  const v1::StatusRecord* in_force = status::InForceOn(statuses, plan.start_day);
  if (in_force != nullptr && in_force->state() == v1::PERSON_STATE_LEFT) {
    plan.warnings.push_back({"manager", "has left"});
  }
}

// Rows that depend on a person whose own row is bad, and who is therefore not made. True when there were any.
bool Planner::RefuseHanging() {
  const auto hangs = [this](const std::optional<Reference>& reference) {
    return reference.has_value() && reference->row.has_value() && plan_.rows[*reference->row].is_new &&
           !plan_.rows[*reference->row].good();
  };
  bool any = false;
  for (RowPlan& plan : plan_.rows) {
    if (!plan.good() || (!hangs(plan.manager) && !hangs(plan.coach))) continue;
    const bool manager = hangs(plan.manager);
    const std::size_t row = manager ? *plan.manager->row : *plan.coach->row;
    Fail(plan, manager ? "manager" : "coach",
         "is a new person whose row, line " + std::to_string(plan_.rows[row].row->line_number) + ", has an error");
    any = true;
  }
  return any;
}

// Every row of a cycle is bad, those that change nothing as well. True when there were any.
bool Planner::RefuseCycles() {
  const auto lines_of = [this](const std::string& person) -> std::span<const v1::LineRecord> {
    const auto row = row_of_person_.find(person);
    if (row != row_of_person_.end()) {
      const RowPlan& plan = plan_.rows[row->second];
      if (plan.good() && !plan.line_edits.empty()) return plan.lines_after;
    }
    const KnownPerson* known = Known(person);
    return known == nullptr ? std::span<const v1::LineRecord>() : known->lines;
  };
  std::vector<RowPlan*> cyclic;
  for (RowPlan& plan : plan_.rows) {
    if (!plan.good() || !plan.manager.has_value()) continue;
    if (line::MakesCycle(lines_of, plan.person, plan.manager->person, plan.start_day)) cyclic.push_back(&plan);
  }
  for (RowPlan* plan : cyclic) Fail(*plan, "manager", "makes a cycle: the manager reports to this person, directly or through others");
  return !cyclic.empty();
}

void Planner::StartTeams() {
  for (NewTeam& team : plan_.teams) team.start_day = std::numeric_limits<int>::max();
  for (const RowPlan& plan : plan_.rows) {
    if (!plan.good() || !plan.new_team.has_value()) continue;
    int& start_day = plan_.teams[*plan.new_team].start_day;
    start_day = std::min(start_day, plan.start_day);
  }
}

}  // namespace

std::vector<std::size_t> Plan::ToApply() const {
  // How many rows of the file are above each; there is no cycle among good rows.
  std::vector<int> depth(rows.size(), -1);
  const std::function<int(std::size_t)> depth_of = [&](std::size_t i) -> int {
    if (depth[i] >= 0) return depth[i];
    depth[i] = 0;
    const std::optional<Reference>& manager = rows[i].manager;
    if (manager.has_value() && manager->row.has_value()) depth[i] = depth_of(*manager->row) + 1;
    return depth[i];
  };
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].good() || rows[i].changed.empty()) continue;
    depth_of(i);
    order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return depth[a] < depth[b]; });
  return order;
}

Plan MakePlan(const State& state, const std::vector<Row>& rows, const Importer& importer) {
  return Planner(state, rows, importer).Run();
}

}  // namespace laurel::directory::import
