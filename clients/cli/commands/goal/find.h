// Which goal, or which of its key results, is meant by what was typed: an id that was shown, or of one's own
// goals the beginning of words of a title, or a metric. Nobody's goal is guessed: several are named.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "clients/cli/views/goal_view.h"

namespace laurel::cli {

// A goal as a whole, or one of its key results.
struct GoalPart {
  std::string goal;        // "goals/…"
  std::string key_result;  // "goals/…/keyResults/…"; empty: the goal as a whole
};

// A name of a goal, and not of something below one.
bool IsGoalName(std::string_view name);
bool IsKeyResultName(std::string_view name);

// The id of a metric as people type it: "qa-score" is "qa_score". Pure.
std::string MetricId(std::string_view typed);

enum class Wanted { kGoal, kKeyResult, kGoalFirst, kKeyResultFirst };

// By title or metric; an active goal before a draft, and both before one that is over. NOT_FOUND, or USAGE
// with the candidates. Pure.
absl::StatusOr<GoalPart> ChoosePart(std::string_view text, const std::vector<Goal>& goals, Wanted wanted);
// Of this goal: by id, title or metric; for nothing typed the only one that there is. Pure.
absl::StatusOr<KeyResult> ChooseKeyResult(std::string_view text, const Goal& goal);

absl::StatusOr<GoalPart> GoalPartArgument(Context& context, const std::string& text, Wanted wanted);
// The full name; "" for nothing typed.
absl::StatusOr<std::string> GoalArgument(Context& context, const std::string& text);
absl::StatusOr<std::string> KeyResultArgument(Context& context, const std::string& text);
// Each of those that were typed; "none" stays what it is.
absl::StatusOr<std::vector<std::string>> GoalArguments(Context& context,
                                                       const std::vector<std::string>& texts);

}  // namespace laurel::cli
