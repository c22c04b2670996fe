#include "services/directory/import/plan/row_plan.h"

#include <algorithm>
#include <utility>

#include "common/api/etag.h"
#include "common/org/organization.h"
#include "common/time/convert.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/directory/period/day.h"

namespace laurel::directory::import {
namespace {

// Takes the cell over into the field that `current` and `set` are about; notes the column when that changes
// it.
template <typename Set>
void TakeText(const Cell<std::string>& cell, const std::string& current, std::string_view column,
              RowPlan& plan, Set set) {
  if (!cell.given) return;
  const std::string value = cell.value.value_or("");
  if (value == current) return;
  set(value);
  plan.changed.emplace_back(column);
}

void PlanFields(RowPlan& plan) {
  const Row& row = *plan.row;
  v1::Person& p = plan.after;
  TakeText({.given = true, .value = row.employee_number}, p.employee_number(), "employee_number", plan,
           [&](const std::string& v) { p.set_employee_number(v); });
  TakeText(row.email, p.email(), "email", plan, [&](const std::string& v) { p.set_email(v); });
  TakeText(row.display_name, p.display_name(), "display_name", plan,
           [&](const std::string& v) { p.set_display_name(v); });
  TakeText(row.title, p.title(), "title", plan, [&](const std::string& v) { p.set_title(v); });
  TakeText(row.location, p.location(), "location", plan, [&](const std::string& v) { p.set_location(v); });
  TakeText(row.time_zone, p.time_zone(), "time_zone", plan,
           [&](const std::string& v) { p.set_time_zone(v); });
  TakeText(row.locale, p.locale(), "locale", plan, [&](const std::string& v) { p.set_locale(v); });
  if (row.hire_date.given) {
    google::type::Date date;
    if (row.hire_date.value.has_value()) date = ToDate(*row.hire_date.value);
    const bool absent = !row.hire_date.value.has_value();
    const bool same =
        absent ? !p.has_hire_date()
               : p.has_hire_date() && google::protobuf::util::MessageDifferencer::Equals(p.hire_date(), date);
    if (!same) plan.changed.emplace_back("hire_date");
    if (absent) {
      p.clear_hire_date();
    } else {
      *p.mutable_hire_date() = date;
    }
  }
  plan.fields = plan.changed;
}

void PlanStatus(RowPlan& plan, int today) {
  const Row& row = *plan.row;
  status::Change change{.state = row.state,
                        .coachable = row.coachable,
                        .leave_day = std::nullopt,
                        .no_leave_day = row.leave_date.given && !row.leave_date.value.has_value()};
  if (row.leave_date.value.has_value()) change.leave_day = DayNumber(*row.leave_date.value);
  const status::Statuses& statuses = plan.history.statuses;
  const bool begins = statuses.empty();
  auto outcome = begins ? status::Begin(plan.person, plan.start_day, today, change)
                        : status::Apply(statuses, today, change);
  if (const auto* contradiction = std::get_if<status::Contradiction>(&outcome)) {
    return Fail(plan, contradiction->column, contradiction->reason);
  }
  plan.statuses_after = std::get<status::Statuses>(std::move(outcome));
  plan.announcement = announcement::UpToLeaving(
      announcement::Announce(plan.history, plan.statuses_after, today), plan.statuses_after);
  if (begins || status::Same(statuses, plan.statuses_after)) return;
  const v1::StatusRecord* before = status::InForceOn(statuses, plan.start_day);
  const v1::StatusRecord* after = status::InForceOn(plan.statuses_after, plan.start_day);
  if (before->state() != after->state()) plan.changed.emplace_back("state");
  if (before->coachable() != after->coachable()) plan.changed.emplace_back("coachable");
  if (status::LeaveDay(statuses) != status::LeaveDay(plan.statuses_after)) {
    plan.changed.emplace_back("leave_date");
  }
  if (plan.changed.empty()) plan.changed.emplace_back("state");
}

void PlanRoles(RowPlan& plan, const Importer& importer) {
  plan.roles_after = plan.roles_before;
  if (!plan.row->roles.given) return;
  plan.roles_after = plan.row->roles.value.value_or(std::vector<v1::Role>());
  if (plan.roles_after == plan.roles_before) return;
  const bool grants = !std::includes(plan.roles_before.begin(), plan.roles_before.end(),
                                     plan.roles_after.begin(), plan.roles_after.end());
  if (grants && plan.person == importer.person) {
    return Fail(plan, "roles", "SELF_GRANT: nobody grants a role to themselves; another HR_ADMIN has to");
  }
  plan.changed.emplace_back("roles");
}

}  // namespace

void Fail(RowPlan& plan, std::string_view column, std::string_view reason) {
  if (plan.problem.has_value()) return;
  plan.problem = Problem{std::string(column), std::string(reason)};
}

void PlanPerson(RowPlan& plan, const KnownPerson* known, const Importer& importer) {
  if (known != nullptr) {
    plan.after = known->stored.person;
    plan.before = &known->stored;
    plan.history = known->history;
    plan.roles_before = known->roles;
  } else {
    if (!plan.row->email.given) return Fail(plan, "email", "is required for a new person");
    if (!plan.row->display_name.given) return Fail(plan, "display_name", "is required for a new person");
    plan.after.set_name(org::kPersonPattern.Format({plan.person}));
    plan.after.set_etag(api::EtagOf(1));
    plan.after.set_creator(org::kPersonPattern.Format({importer.person}));
    *plan.after.mutable_create_time() = ToTimestamp(importer.now);
  }
  PlanFields(plan);
  *plan.after.mutable_update_time() = ToTimestamp(importer.now);
  const int today = period::TodayIn(plan.after.time_zone(), importer.now);
  plan.today = today;
  if (plan.history.statuses.empty()) {
    const std::optional<absl::CivilDay> hired = FromDate(plan.after.hire_date());
    plan.start_day = hired.has_value() ? DayNumber(*hired) : today;
  } else {
    plan.start_day = std::max(today, plan.history.statuses.front().start_day());
  }
  PlanStatus(plan, today);
  PlanRoles(plan, importer);
}

}  // namespace laurel::directory::import
