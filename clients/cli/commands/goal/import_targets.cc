#include "clients/cli/commands/goal/import_targets.h"

#include <algorithm>

#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/ids/short_id.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;

std::string Trimmed(const std::string& cell) { return std::string(api::Trim(cell)); }

// An error of this command is about a cell; what a service says passes unchanged.
absl::Status OfColumn(std::string_view column, const absl::Status& status) {
  if (ReasonOf(status) != kUsageReason) return status;
  const auto info = ErrorInfoOf(status);
  if (info && info->metadata().contains("column")) return status;
  return Error(status.code(), kUsageReason, std::string(status.message())).With("column", column);
}

// What says of which key result a row is, and in which column that stands.
struct Said {
  const char* column;
  std::string text;
};
Said KeyResultIn(const CheckInRow& row) {
  const std::string key_result = Trimmed(row.key_result);
  return key_result.empty() ? Said{"metric", Trimmed(row.metric)} : Said{"key_result", key_result};
}

// "check_in.value" -> "value"; empty: no column says it.
std::string ColumnOf(std::string_view field, std::string_view time_column) {
  constexpr std::string_view kBefore = "check_in.";
  if (field == "parent") return "goal";
  if (!field.starts_with(kBefore)) return "";
  field.remove_prefix(kBefore.size());
  if (field == "time") return std::string(time_column);
  return field == "supersedes" ? "" : std::string(field);
}

}  // namespace

absl::Status CellError(std::string_view column, std::string_view reason) {
  return UsageError(reason).With("column", column);
}

BadCell CellOf(const absl::Status& status, std::string_view time_column) {
  if (const auto bad = BadRequestOf(status); bad && bad->field_violations_size() > 0) {
    return {ColumnOf(bad->field_violations(0).field(), time_column), bad->field_violations(0).description()};
  }
  const std::string reason = Explain(status).errors.front();
  if (ReasonOf(status) == "REQUEST_ID_REUSED")
    return {"", "was imported before, and read in another way then"};
  const auto info = ErrorInfoOf(status);
  if (!info || !info->metadata().contains("column")) return {"", reason};
  return {info->metadata().at("column"), reason};
}

const KeyResult* ImportTarget::measured() const {
  const auto found = std::ranges::find(goal.key_results(), key_result, &KeyResult::name);
  return found == goal.key_results().end() ? nullptr : &*found;
}

std::string ImportTarget::title() const {
  const KeyResult* found = measured();
  return found == nullptr ? goal.title() : fmt::format("{}, {}", goal.title(), found->title());
}

absl::StatusOr<std::string> ImportTargets::Person(const std::string& who) {
  auto known = people_.find(who);
  if (known == people_.end()) known = people_.emplace(who, PersonArgument(context_, who)).first;
  return known->second;
}

absl::StatusOr<Goal> ImportTargets::GoalNamed(const std::string& name) {
  auto known = goals_.find(name);
  if (known == goals_.end()) known = goals_.emplace(name, GetGoal(context_, name)).first;
  return known->second;
}

absl::StatusOr<GoalPart> ImportTargets::OwnPart(const std::string& text, Wanted wanted) {
  const auto key = std::make_pair(text, wanted);
  auto known = own_.find(key);
  if (known == own_.end()) known = own_.emplace(key, GoalPartArgument(context_, text, wanted)).first;
  return known->second;
}

absl::StatusOr<GoalPart> ImportTargets::PartOfPerson(const std::string& who, const std::string& text,
                                                     Wanted wanted) {
  const auto person = Person(who);
  if (!person.ok()) return OfColumn("person", person.status());
  auto known = goals_of_.find(*person);
  if (known == goals_of_.end()) {
    v1::ListGoalsRequest request;
    request.set_owner(*person);
    request.set_lifecycle(v1::GOAL_LIFECYCLE_ACTIVE);
    ASSIGN_OR_RETURN(auto listed, ListGoals(context_, request, 0));
    known = goals_of_.emplace(*person, std::move(listed.items)).first;
  }
  if (text.size() >= kLeastIdLength) {
    const auto name = MatchShortId("goals", text, NamesWithKeyResults(known->second));
    if (name.ok()) return GoalPartArgument(context_, *name, wanted);
  }
  return ChoosePart(text, known->second, wanted);
}

absl::StatusOr<GoalPart> ImportTargets::PartOf(const CheckInRow& row) {
  const std::string goal = Trimmed(row.goal);
  const std::string person = Trimmed(row.person);
  const Said said = KeyResultIn(row);
  if (goal.empty() && said.text.empty()) {
    return CellError("goal", "is empty: say which goal, or which metric of whose");
  }
  const std::string& text = goal.empty() ? said.text : goal;
  const Wanted wanted = goal.empty() ? Wanted::kKeyResult : Wanted::kGoalFirst;
  auto part = person.empty() ? OwnPart(text, wanted) : PartOfPerson(person, text, wanted);
  if (!part.ok()) return OfColumn(goal.empty() ? said.column : "goal", part.status());
  return part;
}

absl::StatusOr<ImportTarget> ImportTargets::Find(const CheckInRow& row) {
  ASSIGN_OR_RETURN(const GoalPart part, PartOf(row));
  const auto goal = GoalNamed(part.goal);
  if (!goal.ok()) return goal.status();
  ImportTarget target{*goal, part.key_result};
  const Said said = KeyResultIn(row);
  const bool measured = !Trimmed(row.value).empty();
  if (target.key_result.empty() && (measured || !said.text.empty())) {
    const auto key_result = ChooseKeyResult(said.text, target.goal);
    if (!key_result.ok())
      return OfColumn(said.text.empty() ? "key_result" : said.column, key_result.status());
    target.key_result = key_result->name();
  }
  if (!target.key_result.empty() && !measured) return CellError("value", "is empty: a key result has one");
  return target;
}

}  // namespace laurel::cli
