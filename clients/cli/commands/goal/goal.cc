#include "clients/cli/commands/goal/goal.h"

#include <algorithm>

#include "clients/cli/app/show.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/dates/show.h"
#include "clients/cli/ids/short_id.h"
#include "clients/cli/output/enum_word.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {

namespace v1 = goals::v1;
using Stub = v1::GoalService::Stub;

void AddGoalId(CLI::App& command, std::string& id) {
  command
      .add_option("GOAL", id,
                  "the id that lists show, the full name, or of your own what the title begins with")
      ->required();
}

absl::StatusOr<Goal> GetGoal(Context& context, const std::string& name) {
  v1::GetGoalRequest request;
  request.set_name(name);
  return context.goals().Call(&Stub::GetGoal, request);
}

absl::StatusOr<Listed<Goal>> ListGoals(Context& context, const v1::ListGoalsRequest& request, int limit) {
  return ListPages<Goal>(context.goals(), &Stub::ListGoals, request, &v1::ListGoalsResponse::goals, limit);
}

absl::StatusOr<Listed<CheckIn>> ListCheckIns(Context& context, const std::string& goal,
                                             const std::string& key_result, int limit) {
  v1::ListCheckInsRequest request;
  request.set_parent(goal);
  request.set_key_result(key_result);
  return ListPages<CheckIn>(context.goals(), &Stub::ListCheckIns, request,
                            &v1::ListCheckInsResponse::check_ins, limit);
}

absl::StatusOr<v1::GoalHealth> CheckInHealth(const std::string& word) {
  if (word.empty()) return v1::GOAL_HEALTH_UNSPECIFIED;
  const auto health = EnumFrom<v1::GoalHealth>(word);
  if (health && *health != v1::GOAL_HEALTH_NOT_UPDATED) return *health;
  return UsageError(fmt::format("--health: \"{}\" is none of on-track, at-risk, off-track", word));
}

GoalReader ReaderOf(Context& context, const std::vector<Goal>& goals, std::vector<std::string> people) {
  const bool teams = std::ranges::any_of(goals, [](const Goal& goal) { return !goal.team().empty(); });
  for (const std::string& one : PeopleOf(goals)) people.push_back(one);
  const Screen& screen = context.screen();
  return {teams ? context.NamesWithTeams(people) : context.NamesOf(people), context.here(), screen.drawing(),
          screen.width(0)};
}

void PrintGoals(Context& context, const std::vector<Goal>& goals, std::string_view nothing) {
  const auto table = [&] {
    context.shown_ids().Remember(NamesOfAll(goals));
    return GoalTable(goals, ReaderOf(context, goals));
  };
  ShowList(context.screen(), goals, table, nothing);
}

void PrintCheckIns(Context& context, const std::vector<CheckIn>& check_ins, const Goal& goal,
                   std::string_view nothing) {
  const auto table = [&] {
    std::vector<std::string> names;
    for (const CheckIn& one : check_ins) names.push_back(one.name());
    context.shown_ids().Remember(names);
    const Table all = CheckInTable(check_ins, goal, ReaderOf(context, {}, PeopleOf(check_ins)));
    return context.screen().format() == Format::kTable ? WithoutEmptyColumns(all) : all;
  };
  ShowList(context.screen(), check_ins, table, nothing);
}

void SayHowToActivate(Context& context, const Goal& goal) {
  if (goal.lifecycle() != v1::GOAL_LIFECYCLE_DRAFT || goal.name().empty()) return;
  context.screen().Say(fmt::format("It is a draft until you activate it: laurel goal activate {}",
                                   ShortIds({goal.name()}).Of(goal.name())),
                       Style::kDim);
}

void PrintChanged(Context& context, std::string_view done, const Goal& goal) {
  if (context.screen().wants_records()) return context.screen().Print(goal);
  if (context.screen().format() == Format::kCsv) return PrintGoals(context, {goal}, "");
  const auto end = FromDate(goal.end_date());
  const std::string until = end ? fmt::format(", until {}", ShowDay(*end, context.here().Today())) : "";
  const std::string id =
      goal.name().empty() ? "" : fmt::format(" ({})", ShortIds({goal.name()}).Of(goal.name()));
  context.screen().Say(fmt::format("{}: {}{}{}", done, goal.title(), until, id));
  context.shown_ids().Remember({goal.name()});
}

void AddGoals(CLI::App& app, Chosen& chosen) {
  CLI::App* noun = AddNoun(
      app, "goal", "Goals: what was agreed to reach, how far it is and how it stands",
      "laurel goal create \"Happier callers\" --by 2026-12-31 --metric csat --from 82 --to 90 --activate\n"
      "laurel goal check-in csat 87.5 --health on-track --confidence 7 \"the new greeting works\"\n"
      "laurel goal check-in --from metrics.csv --dry-run\n"
      "laurel goal list --owner ana\n"
      "laurel goal show k3x9qz");
  AddCheckIn(*noun, chosen);
  AddGoalList(*noun, chosen);
  AddGoalShow(*noun, chosen);
  AddGoalTree(*noun, chosen);
  AddGoalParts(*noun, chosen);
  AddCreateAndPropose(*noun, chosen);
  AddGoalUpdate(*noun, chosen);
  AddKeyResults(*noun, chosen);
  AddGoalMoves(*noun, chosen);
  AddCheckInList(*noun, chosen);
  AddGoalComments(*noun, chosen);
  AddGoalHistory(*noun, chosen);
  AddMetrics(*noun, chosen);
  AddGoalSummary(*noun, chosen);
}

}  // namespace laurel::cli
