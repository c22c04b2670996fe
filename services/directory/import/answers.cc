#include "services/directory/import/answers.h"

#include <utility>

#include "absl/strings/str_join.h"
#include "common/org/organization.h"
#include "common/status/macros.h"

namespace laurel::directory::import {
namespace {

// What fits the flow-control window of a client that does not read yet.
constexpr std::size_t kEarlyErrors = 200;
constexpr std::int64_t kMissingNamed = 200;

v1::ImportPeopleResponse RowResult(std::int64_t line_number, v1::ImportOutcome outcome, const Problem& what,
                                   const std::string& person) {
  v1::ImportPeopleResponse response;
  v1::ImportPeopleRowResult& row = *response.mutable_row();
  row.set_line_number(line_number);
  row.set_outcome(outcome);
  row.set_column(what.column);
  row.set_reason(what.reason);
  row.set_person(person);
  return response;
}

}  // namespace

absl::Status Answers::EarlyError(std::int64_t line_number, const Problems& problems) {
  summary_.set_errors(summary_.errors() + 1);
  Problem what = problems.front();
  for (std::size_t i = 1; i < problems.size(); ++i) {
    what.reason += "; " + problems[i].column + ": " + problems[i].reason;
  }
  v1::ImportPeopleResponse response = RowResult(line_number, v1::IMPORT_OUTCOME_ERROR, what, "");
  if (++early_ <= kEarlyErrors) return stream_.Write(std::move(response));
  held_back_.push_back(std::move(response));
  return absl::OkStatus();
}

absl::Status Answers::AfterLastRow() {
  for (v1::ImportPeopleResponse& response : held_back_) RETURN_IF_ERROR(stream_.Write(std::move(response)));
  held_back_.clear();
  return absl::OkStatus();
}

absl::Status Answers::Error(const RowPlan& plan) {
  summary_.set_errors(summary_.errors() + 1);
  return Write(plan.row->line_number, v1::IMPORT_OUTCOME_ERROR, *plan.problem,
               plan.is_new ? "" : plan.person);
}

absl::Status Answers::Applied(const RowPlan& plan) {
  if (!applied_.insert(plan.person).second) return absl::OkStatus();
  const std::string person = plan.is_new && validate_only_ ? "" : plan.person;
  if (plan.is_new) {
    summary_.set_created(summary_.created() + 1);
    RETURN_IF_ERROR(Write(plan.row->line_number, v1::IMPORT_OUTCOME_CREATED, {}, person));
  } else {
    summary_.set_updated(summary_.updated() + 1);
    const Problem what{plan.changed.front(), absl::StrJoin(plan.changed, ", ")};
    RETURN_IF_ERROR(Write(plan.row->line_number, v1::IMPORT_OUTCOME_UPDATED, what, plan.person));
  }
  for (const Problem& warning : plan.warnings) {
    RETURN_IF_ERROR(Write(plan.row->line_number, v1::IMPORT_OUTCOME_WARNING, warning, person));
  }
  return absl::OkStatus();
}

absl::Status Answers::Missing(const v1::Person& person) {
  summary_.set_missing(summary_.missing() + 1);
  if (summary_.missing() > kMissingNamed) return absl::OkStatus();
  return Write(0, v1::IMPORT_OUTCOME_WARNING,
               {"employee_number", "is in the directory and not in the file: unchanged"},
               std::string(api::IdOf(person.name())));
}

absl::Status Answers::Summary() {
  v1::ImportPeopleResponse response;
  *response.mutable_summary() = summary_;
  return stream_.Write(std::move(response));
}

absl::Status Answers::Write(std::int64_t line_number, v1::ImportOutcome outcome, const Problem& what,
                            const std::string& person) {
  return stream_.Write(
      RowResult(line_number, outcome, what, person.empty() ? "" : org::kPersonPattern.Format({person})));
}

}  // namespace laurel::directory::import
