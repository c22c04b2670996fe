#include "services/directory/import/session.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/announcement/sweep.h"
#include "services/directory/errors.h"
#include "services/directory/import/loader.h"
#include "services/directory/organization/handlers.h"

namespace laurel::directory::import {
namespace {

constexpr std::int64_t kMostRows = 200'000;
constexpr std::size_t kBatchRows = 200;
constexpr int kAttempts = 20;
constexpr absl::Duration kLoadDeadline = absl::Seconds(60);

}  // namespace

absl::Status Session::Run() {
  RETURN_IF_ERROR(ReadRows());
  RETURN_IF_ERROR(answers_.AfterLastRow());
  RETURN_IF_ERROR(MakePlan());
  RETURN_IF_ERROR(AnswerMissing());
  RETURN_IF_ERROR(Apply());
  return answers_.Summary();
}

absl::Status Session::ReadRows() {
  v1::ImportPeopleRequest request;
  for (;;) {
    ASSIGN_OR_RETURN(const bool more, stream_.Read(&request));
    if (!more) return absl::OkStatus();
    if (!request.has_row()) return InvalidField("row", "is what every message after the first one holds");
    RETURN_IF_ERROR(ReadRow(request.row()));
  }
}

absl::Status Session::ReadRow(const v1::ImportPeopleRow& cells) {
  if (++row_count_ > kMostRows) {
    return Error(absl::StatusCode::kFailedPrecondition, "IMPORT_TOO_LARGE",
                 "an import takes 200,000 rows: split the file");
  }
  if (!cells.employee_number().empty()) numbers_.insert(cells.employee_number());
  std::variant<Row, Problems> row = Read(cells);
  if (const auto* problems = std::get_if<Problems>(&row))
    return answers_.EarlyError(cells.line_number(), *problems);
  rows_.push_back(std::get<Row>(std::move(row)));
  return absl::OkStatus();
}

// Reads the directory and plans all rows; answers those that are bad, counts those that change nothing.
absl::Status Session::MakePlan() {
  const absl::Time now = env_.clock.Now();
  const absl::CivilDay today = absl::ToCivilDay(call_.now, absl::UTCTimeZone());
  ASSIGN_OR_RETURN(state_,
                   env_.db.Read<State>(std::min(call_.deadline, now + kLoadDeadline),
                                       [&](sql::Connection& connection) { return Load(connection, today); }));
  plan_ = import::MakePlan(state_, rows_, {.person = call_.caller.id, .now = call_.now});
  for (const RowPlan& plan : plan_.rows) {
    if (!plan.good()) {
      RETURN_IF_ERROR(answers_.Error(plan));
    } else if (plan.changed.empty() && !answers_.HasApplied(plan)) {
      answers_.Unchanged();
    }
  }
  return absl::OkStatus();
}

absl::Status Session::AnswerMissing() {
  absl::flat_hash_set<std::string> in_file;
  for (const RowPlan& plan : plan_.rows) in_file.insert(plan.person);
  const int today = DayNumber(absl::ToCivilDay(call_.now, absl::UTCTimeZone()));
  std::vector<const v1::Person*> missing;
  for (const auto& [id, known] : state_.people) {
    const v1::Person& person = known.stored.person;
    if (in_file.contains(id) || numbers_.contains(person.employee_number())) continue;
    if (status::StateOn(known.history.statuses, today) == v1::PERSON_STATE_LEFT) continue;
    missing.push_back(&person);
  }
  std::sort(missing.begin(), missing.end(), [](const v1::Person* a, const v1::Person* b) {
    return a->employee_number() < b->employee_number();
  });
  for (const v1::Person* person : missing) RETURN_IF_ERROR(answers_.Missing(*person));
  return absl::OkStatus();
}

absl::Status Session::Apply() {
  if (validate_only_) {
    for (const std::size_t i : plan_.ToApply()) RETURN_IF_ERROR(answers_.Applied(plan_.rows[i]));
    return absl::OkStatus();
  }
  absl::Status status;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    status = ApplyInOrder(plan_.ToApply());
    if (ReasonOf(status) != kOrganizationMoved) break;
    // Somebody else changed the organisation: what is left is judged again on what it is now.
    KeepPending();
    RETURN_IF_ERROR(MakePlan());
  }
  TellLeavings();
  organization::AnswerWithVersion(env_, call_, state_.version);
  return status;
}

// The rows leave to the sweeper who has left by now; it does not have to be waited for.
void Session::TellLeavings() {
  const absl::StatusOr<std::int64_t> version =
      announcement::TellDue(env_.db, env_.outbox, [this] { return call_.cancelled.load(); });
  if (version.ok()) {
    state_.version = std::max(state_.version, *version);
  } else {
    log::Warning("what an import began is told later", {{"reason", ReasonOf(version.status())}});
  }
}

absl::Status Session::ApplyInOrder(const std::vector<std::size_t>& order) {
  team_made_.assign(plan_.teams.size(), false);
  coaches_later_.clear();
  for (std::size_t next = 0; next < order.size();) {
    Batch batch;
    absl::flat_hash_set<std::string> in_batch;
    const std::size_t end = std::min(order.size(), next + kBatchRows);
    for (std::size_t i = next; i < end; ++i) in_batch.insert(plan_.rows[order[i]].person);
    for (; next < end; ++next) {
      const RowPlan& plan = plan_.rows[order[next]];
      batch.rows.push_back(Prepare(plan, in_batch));
      if (!plan.new_team.has_value() || team_made_[*plan.new_team]) continue;
      team_made_[*plan.new_team] = true;
      batch.teams.push_back(&plan_.teams[*plan.new_team]);
    }
    RETURN_IF_ERROR(ApplyBatch(batch));
  }
  for (std::size_t next = 0; next < coaches_later_.size(); next += kBatchRows) {
    const auto begin = coaches_later_.begin() + static_cast<std::ptrdiff_t>(next);
    const auto end = coaches_later_.begin() +
                     static_cast<std::ptrdiff_t>(std::min(coaches_later_.size(), next + kBatchRows));
    RETURN_IF_ERROR(ApplyBatch({.rows = {begin, end}, .teams = {}}));
  }
  return absl::OkStatus();
}

// A line to a coach who is not made yet would hang in the air if the import ended here: it waits for the last
// batches.
BatchRow Session::Prepare(const RowPlan& plan, const absl::flat_hash_set<std::string>& in_batch) {
  const bool hangs = !plan.coach_edits.empty() && plan.coach.has_value() && plan.coach->row.has_value() &&
                     plan_.rows[*plan.coach->row].is_new && !made_.contains(plan.coach->person) &&
                     !in_batch.contains(plan.coach->person);
  if (!hangs) return {.plan = &plan, .parts = Parts::kAll};
  coaches_later_.push_back({.plan = &plan, .parts = Parts::kCoachOnly});
  return {.plan = &plan, .parts = Parts::kWithoutCoach};
}

absl::Status Session::ApplyBatch(const Batch& batch) {
  if (call_.cancelled) return absl::CancelledError("the caller has gone");
  ASSIGN_OR_RETURN(state_.version, Write(env_.db, env_.outbox, env_.clock, call_, state_.version, batch));
  for (const BatchRow& row : batch.rows) {
    made_.insert(row.plan->person);
    RETURN_IF_ERROR(answers_.Applied(*row.plan));
  }
  return absl::OkStatus();
}

// Leaves the rows that are still to be applied, or whose line to their coach is.
void Session::KeepPending() {
  absl::flat_hash_set<std::string> coach_missing;
  for (const BatchRow& row : coaches_later_) coach_missing.insert(row.plan->person);
  std::vector<Row> pending;
  for (const RowPlan& plan : plan_.rows) {
    if (!plan.good() || plan.changed.empty()) continue;
    if (!answers_.HasApplied(plan) || coach_missing.contains(plan.person)) pending.push_back(*plan.row);
  }
  plan_ = {};  // it points into the rows and the state that go now
  coaches_later_.clear();
  rows_ = std::move(pending);
}

}  // namespace laurel::directory::import
