#include "services/goals/summary/handlers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "common/org/access.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/summary/disclosure.h"
#include "common/summary/ratio.h"
#include "common/summary/window.h"
#include "common/time/convert.h"
#include "services/goals/names.h"
#include "services/goals/summary/exact_mean.h"
#include "services/goals/summary/rules.h"
#include "services/goals/summary/store.h"

namespace laurel::goals::summary {
namespace {

using laurel::summary::Asker;
using laurel::summary::Disclosure;
using laurel::summary::Ratio;
using laurel::summary::Window;

// The caller, as the organisation is now; both outlive it. An AUDITOR reads the summary of every goal that
// counts, and so all that is added up here; anybody else all goals of their direct reports and their own.
Asker AskerOf(const org::Organization& organization, const rpc::Call& call) {
  const bool all = call.caller.IsHrAdmin() || call.caller.IsAuditor();
  People own{call.caller.id};
  for (std::string& report : organization.ReportsNow(call.caller.id, call.now)) own.insert(std::move(report));
  return {.may_ask =
              [&organization, &call, all](std::string_view team) {
                return all || (!team.empty() &&
                               laurel::summary::Leads(organization, call.caller.id, team, call.now));
              },
          .reads = [own = std::move(own), auditor = call.caller.IsAuditor()](
                       std::string_view person) { return auditor || own.contains(std::string(person)); }};
}

absl::StatusOr<std::string> MeanOf(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                   const Numbers& numbers) {
  if (const auto mean = MeanProgress(numbers); mean.has_value()) return *mean;
  ASSIGN_OR_RETURN(const progress::Fraction exact, ExactMean(env, call, connection, numbers.goals));
  return progress::Rounded(exact);
}

// What the whole and a team of it have in common.
template <typename Summary>
absl::Status AddNumbers(const Env& env, const rpc::Call& call, sql::Connection& connection,
                        const Numbers& numbers, Summary& summary) {
  summary.set_people(numbers.people);
  summary.set_people_with_goals(numbers.people_with_goals);
  summary.set_goals(std::ssize(numbers.goals));
  summary.set_fresh(numbers.fresh);
  ASSIGN_OR_RETURN(*summary.mutable_mean_progress(), MeanOf(env, call, connection, numbers));
  return absl::OkStatus();
}

void AddShares(const Numbers& numbers, v1::GoalSummary& summary) {
  summary.set_coverage(Ratio(numbers.people_with_goals, numbers.people));
  summary.set_freshness(Ratio(numbers.fresh, numbers.active));
  for (const auto& [lifecycle, goals] : numbers.by_lifecycle) {
    auto& count = *summary.add_by_lifecycle();
    count.set_lifecycle(lifecycle);
    count.set_goals(goals);
  }
  for (const auto& [health, goals] : numbers.by_health) {
    auto& count = *summary.add_by_health();
    count.set_health(health);
    count.set_goals(goals);
  }
}

absl::Status Fill(const Env& env, const rpc::Call& call, sql::Connection& connection, const Disclosure& told,
                  const std::vector<Counted>& goals, v1::GoalSummary& summary) {
  const Numbers whole = NumbersOf(told.people, goals);
  RETURN_IF_ERROR(AddNumbers(env, call, connection, whole, summary));
  AddShares(whole, summary);
  for (const laurel::summary::Part& part : told.parts) {
    auto& count = *summary.add_by_team();
    count.set_team(org::kTeamPattern.Format({part.team}));
    count.set_suppressed(part.suppressed);
    if (part.suppressed) continue;
    RETURN_IF_ERROR(AddNumbers(env, call, connection, NumbersOf(part.people, goals), count));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::GoalSummary> GetGoalSummary(Env& env, rpc::Call& call,
                                               const v1::GetGoalSummaryRequest& request) {
  using laurel::summary::Length;
  const Length length = request.window() == v1::SUMMARY_WINDOW_WEEK ? Length::kWeek : Length::kMonth;
  ASSIGN_OR_RETURN(const Window window, laurel::summary::WindowOf(request.start_date(), length, call.now));
  ASSIGN_OR_RETURN(const auto organization, org::FreshOrganization(env.organization, call.now));
  const std::string team(IdOf(request.team()));
  if (!team.empty() && !organization->KnowsTeam(team)) return InvalidField("team", "there is no such team");
  const Asker asker = AskerOf(*organization, call);
  if (!asker.may_ask(team)) return NotYourReport("team", "name a team that you lead, or one below it");

  const Disclosure told = laurel::summary::DisclosureOf(*organization, team, window.as_of, asker);
  return env.db.Read<v1::GoalSummary>(
      call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<v1::GoalSummary> {
        v1::GoalSummary summary;
        *summary.mutable_start_date() = ToDate(window.start_day);
        *summary.mutable_end_date() = ToDate(window.end_day);
        summary.set_suppressed(told.suppressed);
        if (told.suppressed) return summary;
        ASSIGN_OR_RETURN(const std::vector<Counted> goals,
                         ReadCounted(connection, {told.people, window, call.now}));
        RETURN_IF_ERROR(Fill(env, call, connection, told, goals, summary));
        return summary;
      });
}

}  // namespace laurel::goals::summary
