#include "services/directory/import/plan/planner.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "common/api/text.h"
#include "common/api/ulid.h"
#include "services/directory/import/plan/row_plan.h"
#include "services/directory/period/day.h"

namespace laurel::directory::import {

namespace {

bool Holds(const std::vector<v1::Role>& roles, v1::Role role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

// The column by which this row takes HR_ADMIN from somebody who has it; empty: by none.
std::string_view LosesHrAdmin(const RowPlan& plan) {
  if (!Holds(plan.roles_before, v1::ROLE_HR_ADMIN)) return {};
  const status::Statuses& before = plan.history.statuses;
  if (status::StateOn(before, plan.today) == v1::PERSON_STATE_LEFT) return {};
  if (!Holds(plan.roles_after, v1::ROLE_HR_ADMIN)) return "roles";
  const std::optional<int> leave_day = status::LeaveDay(plan.statuses_after);
  if (!leave_day.has_value() || leave_day == status::LeaveDay(before)) return {};
  return plan.row->state.has_value() ? "state" : "leave_date";
}

// Holds it, is here, and is not known to leave.
bool IsLastingHrAdmin(const KnownPerson& known, absl::Time now) {
  if (!Holds(known.roles, v1::ROLE_HR_ADMIN)) return false;
  const status::Statuses& statuses = known.history.statuses;
  const v1::PersonState state =
      status::StateOn(statuses, period::TodayIn(known.stored.person.time_zone(), now));
  return state != v1::PERSON_STATE_UNSPECIFIED && state != v1::PERSON_STATE_LEFT &&
         !status::LeaveDay(statuses).has_value();
}

}  // namespace

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
  RefuseLastHrAdmins();
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

// The rule of role/last_hr_admin.h, judged on the whole file: rows are written on the version that they were
// planned on, or planned anew. What a row grants does not count, since it may be written later than the row
// that takes.
void Planner::RefuseLastHrAdmins() {
  std::vector<std::pair<RowPlan*, std::string_view>> losing;
  absl::flat_hash_set<std::string> losers;
  for (RowPlan& plan : plan_.rows) {
    const std::string_view column = plan.good() ? LosesHrAdmin(plan) : std::string_view();
    if (column.empty()) continue;
    losing.emplace_back(&plan, column);
    losers.insert(plan.person);
  }
  if (losing.empty()) return;
  const bool one_stays = std::any_of(state_.people.begin(), state_.people.end(), [&](const auto& entry) {
    return !losers.contains(entry.first) && IsLastingHrAdmin(entry.second, importer_.now);
  });
  if (one_stays) return;
  for (const auto& [plan, column] : losing) {
    Fail(*plan, column, "LAST_HR_ADMIN: nobody else would stay HR_ADMIN");
  }
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
