#include "clients/cli/commands/goal/find.h"

#include <algorithm>
#include <array>
#include <functional>

#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/ids/short_id.h"
#include "clients/cli/ids/word_match.h"
#include "common/api/text.h"
#include "common/api/ulid.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;

constexpr char kCollection[] = "goals";
constexpr std::string_view kBefore = "goals/";
constexpr std::string_view kOfKeyResults = "/keyResults/";
constexpr int kRecent = 200;
constexpr std::size_t kMostNamed = 5;

GoalPart PartOf(const std::string& name) {
  if (!IsKeyResultName(name)) return {name, ""};
  return {name.substr(0, name.find('/', kBefore.size())), name};
}

bool IsWanted(const std::string& name, Wanted wanted) {
  return (wanted != Wanted::kKeyResult && IsGoalName(name)) ||
         (wanted != Wanted::kGoal && IsKeyResultName(name));
}

absl::StatusOr<std::string> MatchId(const std::string& text, std::vector<std::string> names, Wanted wanted) {
  std::erase_if(names, [wanted](const std::string& name) { return !IsWanted(name, wanted); });
  return MatchShortId(kCollection, text, names);
}

// Of several goals of one title the active one is meant, else one that may become active, else one that is
// over.
int RankOf(const Goal& goal) {
  switch (goal.lifecycle()) {
    case v1::GOAL_LIFECYCLE_ACTIVE:
      return 0;
    case v1::GOAL_LIFECYCLE_DRAFT:
    case v1::GOAL_LIFECYCLE_PROPOSED:
      return 1;
    default:
      return 2;
  }
}

struct Candidate {
  GoalPart part;
  std::string title;
  int rank = 0;
};

enum class Likeness { kSame, kBegins };

bool IsLike(std::string_view text, std::string_view title, std::string_view metric, Likeness likeness) {
  if (likeness == Likeness::kBegins) return WordsBegin(text, title);
  return api::LowerAscii(title) == api::LowerAscii(text) || (!metric.empty() && MetricId(text) == metric);
}

std::vector<Candidate> Candidates(std::string_view text, const std::vector<Goal>& goals, bool key_results,
                                  Likeness likeness) {
  std::vector<Candidate> found;
  for (const Goal& goal : goals) {
    if (!key_results && IsLike(text, goal.title(), "", likeness))
      found.push_back({{goal.name(), ""}, goal.title(), RankOf(goal)});
    if (!key_results) continue;
    for (const KeyResult& one : goal.key_results()) {
      if (IsLike(text, one.title(), one.metric(), likeness)) {
        found.push_back(
            {{goal.name(), one.name()}, fmt::format("{} of {}", one.title(), goal.title()), RankOf(goal)});
      }
    }
  }
  return found;
}

void KeepFirst(std::vector<Candidate>& found) {
  if (found.empty()) return;
  const int first = std::ranges::min_element(found, {}, &Candidate::rank)->rank;
  std::erase_if(found, [first](const Candidate& one) { return one.rank > first; });
}

absl::Status Ambiguous(std::string_view text, const std::vector<Candidate>& candidates) {
  std::vector<std::string> names;
  for (const Candidate& one : candidates) {
    names.push_back(one.part.key_result.empty() ? one.part.goal : one.part.key_result);
  }
  const ShortIds ids(names);
  std::string message = fmt::format("\"{}\" may be", text);
  for (std::size_t i = 0; i < std::min(candidates.size(), kMostNamed); ++i) {
    message += fmt::format("{} {} ({})", i == 0 ? "" : ",", candidates[i].title, ids.Of(names[i]));
  }
  if (candidates.size() > kMostNamed) message += " or another one";
  return UsageError(fmt::format("{}: give the id", message));
}

bool EndsIn(std::string_view name, std::string_view id) {
  return id.size() >= kLeastIdLength && name.ends_with(api::LowerAscii(id));
}

std::string TitlesOf(const Goal& goal) {
  std::vector<std::string> names;
  for (const KeyResult& one : goal.key_results()) names.push_back(one.name());
  const ShortIds ids(names);
  std::string all;
  for (const KeyResult& one : goal.key_results()) {
    all += fmt::format("{}{} ({})", all.empty() ? "" : ", ", one.title(), ids.Of(one.name()));
  }
  return all;
}

}  // namespace

bool IsGoalName(std::string_view name) {
  return name.starts_with(kBefore) && name.find('/', kBefore.size()) == std::string_view::npos;
}

bool IsKeyResultName(std::string_view name) {
  return name.starts_with(kBefore) && name.find(kOfKeyResults) != std::string_view::npos;
}

std::string MetricId(std::string_view typed) {
  std::string id = api::LowerAscii(typed);
  std::ranges::replace(id, '-', '_');
  return id;
}

absl::StatusOr<GoalPart> ChoosePart(std::string_view text, const std::vector<Goal>& goals, Wanted wanted) {
  const bool key_results_first = wanted == Wanted::kKeyResult || wanted == Wanted::kKeyResultFirst;
  const bool both = wanted == Wanted::kGoalFirst || wanted == Wanted::kKeyResultFirst;
  for (const bool key_results : {key_results_first, !key_results_first}) {
    if (key_results != key_results_first && !both) break;
    for (const Likeness likeness : {Likeness::kSame, Likeness::kBegins}) {
      std::vector<Candidate> found = Candidates(text, goals, key_results, likeness);
      KeepFirst(found);
      if (found.size() == 1) return found.front().part;
      if (!found.empty()) return Ambiguous(text, found);
    }
  }
  return Error(
      absl::StatusCode::kNotFound, kUsageReason,
      fmt::format(
          "none of your {} is called \"{}\", and none of those shown lately ends in it: laurel "
          "goal list shows goals, laurel inbox those proposed to you, laurel goal show GOAL key results",
          wanted == Wanted::kKeyResult ? "key results" : "goals", text));
}

absl::StatusOr<KeyResult> ChooseKeyResult(std::string_view text, const Goal& goal) {
  if (goal.key_results().empty()) {
    return UsageError(fmt::format("\"{}\" has no key result that a value could be of", goal.title()));
  }
  if (text.empty() && goal.key_results_size() == 1) return goal.key_results(0);
  if (text.empty()) {
    return UsageError(fmt::format("of which key result? There are {}", TitlesOf(goal)));
  }
  const auto is_like = [&](Likeness likeness) {
    return
        [text, likeness](const KeyResult& one) { return IsLike(text, one.title(), one.metric(), likeness); };
  };
  const std::array<std::function<bool(const KeyResult&)>, 4> ways = {
      [text](const KeyResult& one) { return one.name() == text; },
      [text](const KeyResult& one) { return EndsIn(one.name(), text); }, is_like(Likeness::kSame),
      is_like(Likeness::kBegins)};
  for (const auto& is_meant : ways) {
    const auto& all = goal.key_results();
    const auto first = std::ranges::find_if(all, is_meant);
    if (first == all.end()) continue;
    if (std::find_if(std::next(first), all.end(), is_meant) == all.end()) return *first;
    break;
  }
  return UsageError(fmt::format("\"{}\" is none, or not the only one, of the key results of \"{}\": {}", text,
                                goal.title(), TitlesOf(goal)));
}

absl::StatusOr<GoalPart> GoalPartArgument(Context& context, const std::string& text, Wanted wanted) {
  if (text.starts_with(kBefore) && IsWanted(text, wanted)) return PartOf(text);
  const bool is_name = text.find('/') != std::string::npos && text.find(' ') == std::string::npos;
  if (is_name) return UsageError(fmt::format("\"{}\" is no name of a goal or a key result", text));
  const bool may_be_id = text.size() >= kLeastIdLength;
  if (may_be_id) {
    const auto shown = MatchId(text, context.shown_ids().Recall(), wanted);
    if (shown.ok()) return PartOf(*shown);
    if (!absl::IsNotFound(shown.status())) return shown.status();
  }
  if (const std::string id = api::LowerAscii(text); api::IsUlid(id) && wanted != Wanted::kKeyResult) {
    return PartOf(fmt::format("{}{}", kBefore, id));
  }
  ASSIGN_OR_RETURN(const auto own, ListGoals(context, v1::ListGoalsRequest(), kRecent));
  if (may_be_id) {
    const auto listed = MatchId(text, NamesWithKeyResults(own.items), wanted);
    if (listed.ok()) return PartOf(*listed);
    if (!absl::IsNotFound(listed.status())) return listed.status();
  }
  return ChoosePart(text, own.items, wanted);
}

absl::StatusOr<std::string> GoalArgument(Context& context, const std::string& text) {
  if (text.empty()) return std::string();
  ASSIGN_OR_RETURN(const GoalPart part, GoalPartArgument(context, text, Wanted::kGoal));
  return part.goal;
}

absl::StatusOr<std::string> KeyResultArgument(Context& context, const std::string& text) {
  ASSIGN_OR_RETURN(const GoalPart part, GoalPartArgument(context, text, Wanted::kKeyResult));
  return part.key_result;
}

absl::StatusOr<std::vector<std::string>> GoalArguments(Context& context,
                                                       const std::vector<std::string>& texts) {
  std::vector<std::string> names;
  for (const std::string& text : texts) {
    if (text == kNone) {
      names.push_back(text);
      continue;
    }
    const auto name = GoalArgument(context, text);
    if (!name.ok()) return About("--goal", name.status());
    names.push_back(*name);
  }
  return names;
}

}  // namespace laurel::cli
