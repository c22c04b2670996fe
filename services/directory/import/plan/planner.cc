#include "services/directory/import/plan/planner.h"

#include <algorithm>
#include <utility>

#include "common/api/text.h"
#include "common/api/ulid.h"
#include "services/directory/import/plan/row_plan.h"

namespace laurel::directory::import {

Planner::Planner(const State& state, const std::vector<Row>& rows, const Importer& importer)
    : state_(state), importer_(importer) {
  plan_.rows.resize(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) plan_.rows[i].row = &rows[i];
}

Plan Planner::Run() {
  for (std::size_t i = 0; i < plan_.rows.size(); ++i) Identify(i);
  for (RowPlan& row : plan_.rows) {
    if (row.good()) PlanPerson(row, Known(row.person), importer_);
    if (row.good()) PlanTeam(row);
  }
  for (RowPlan& row : plan_.rows) {
    if (row.good()) ResolveReferences(row);
  }
  for (RowPlan& row : plan_.rows) {
    if (row.good()) PlanLines(row);
  }
  while (RefuseHanging() || RefuseCycles()) {
  }
  StartTeams();
  return std::move(plan_);
}

const KnownPerson* Planner::Known(const std::string& person) const {
  const auto it = state_.people.find(person);
  return it == state_.people.end() ? nullptr : &it->second;
}

std::function<std::string()> Planner::NewId() const {
  return [this] { return api::NewUlid(importer_.now); };
}

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
    if (same_email != state_.by_email.end() &&
        Known(same_email->second)->stored.person.employee_number().empty()) {
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
  Fail(plan, "email",
       "stands in line " + std::to_string(plan_.rows[earlier->second].row->line_number) + " already");
}

}  // namespace laurel::directory::import
