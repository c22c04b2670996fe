#include <algorithm>
#include <span>

#include "common/api/text.h"
#include "services/directory/import/plan/planner.h"
#include "services/directory/import/plan/row_plan.h"

namespace laurel::directory::import {
namespace {

constexpr std::size_t kMostLeavers = 100;
constexpr std::string_view kNobody = "names nobody in the directory and no good row of the file";

}  // namespace

std::optional<Reference> Planner::Resolve(RowPlan& plan, const Cell<std::string>& cell,
                                          std::string_view column) {
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

void Planner::ResolveReferences(RowPlan& plan) {
  plan.manager = Resolve(plan, plan.row->manager, "manager");
  plan.coach = Resolve(plan, plan.row->coach, "coach");
}

bool Planner::HasLeft(const Reference& reference, int day) const {
  const KnownPerson* known = Known(reference.person);
  const bool in_file = reference.row.has_value() && plan_.rows[*reference.row].good();
  if (!in_file && known == nullptr) return false;
  const status::Statuses& statuses =
      in_file ? plan_.rows[*reference.row].statuses_after : known->history.statuses;
  return status::StateOn(statuses, day) == v1::PERSON_STATE_LEFT;
}

std::optional<Reference> Planner::ManagerOf(const Reference& reference, int day) const {
  if (reference.row.has_value() && plan_.rows[*reference.row].row->manager.given) {
    return plan_.rows[*reference.row].manager;
  }
  const KnownPerson* known = Known(reference.person);
  const v1::LineRecord* line =
      known == nullptr ? nullptr : line::InForceOn(known->lines, v1::LINE_KIND_LINE, day);
  if (line == nullptr) return std::nullopt;
  Reference manager{line->manager(), std::nullopt};
  const auto row = row_of_person_.find(line->manager());
  if (row != row_of_person_.end()) manager.row = row->second;
  return manager;
}

// Reports of somebody who has left went to the leaver's own manager, and whom a leaver coached is coached by
// nobody: a file that still names the leaver does not undo that.
void Planner::ReplaceLeavers(RowPlan& plan) {
  const int day = std::max(plan.start_day, plan.today);
  if (plan.coach.has_value() && HasLeft(*plan.coach, day)) {
    plan.warnings.push_back({"coach", "has left: nobody takes their place"});
    plan.coach.reset();
  }
  if (!plan.manager.has_value() || !HasLeft(*plan.manager, day)) return;
  plan.warnings.push_back({"manager", "has left: their own manager takes their place"});
  // Broken data may hold a circle of leavers.
  for (std::size_t step = 0; plan.manager.has_value() && HasLeft(*plan.manager, day); ++step) {
    plan.manager = step < kMostLeavers ? ManagerOf(*plan.manager, day) : std::nullopt;
  }
}

void Planner::PlanLines(RowPlan& plan) {
  ReplaceLeavers(plan);
  plan.line_edits = PlanLine(plan, plan.row->manager, plan.manager, v1::LINE_KIND_LINE);
  plan.coach_edits = PlanLine(plan, plan.row->coach, plan.coach, v1::LINE_KIND_COACH);
  if (!plan.coach_edits.empty()) plan.changed.emplace_back("coach");
  if (plan.line_edits.empty()) return;
  plan.changed.emplace_back("manager");
  const KnownPerson* known = Known(plan.person);
  plan.lines_after = period::After(
      known == nullptr ? std::span<const v1::LineRecord>() : std::span<const v1::LineRecord>(known->lines),
      plan.line_edits);
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
         "is a new person whose row, line " + std::to_string(plan_.rows[row].row->line_number) +
             ", has an error");
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
    if (line::MakesCycle(lines_of, plan.person, plan.manager->person, plan.start_day))
      cyclic.push_back(&plan);
  }
  for (RowPlan* plan : cyclic)
    Fail(*plan, "manager", "makes a cycle: the manager reports to this person, directly or through others");
  return !cyclic.empty();
}

}  // namespace laurel::directory::import
