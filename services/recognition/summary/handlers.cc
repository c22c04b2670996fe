#include "services/recognition/summary/handlers.h"

#include <algorithm>
#include <tuple>

#include "common/org/access.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/summary/disclosure.h"
#include "common/summary/ratio.h"
#include "common/summary/window.h"
#include "common/time/convert.h"
#include "services/recognition/names.h"
#include "services/recognition/summary/rules.h"
#include "services/recognition/summary/store.h"

namespace laurel::recognition::summary {
namespace {

using laurel::summary::Asker;
using laurel::summary::Disclosure;
using laurel::summary::Length;
using laurel::summary::Ratio;
using laurel::summary::Window;

// The caller, as the organisation is now; both outlive it. Only a RECOGNITION_ADMIN reads every recognition.
Asker AskerOf(const org::Organization& organization, const rpc::Call& call) {
  const bool all = call.caller.IsHrAdmin() || call.caller.IsRecognitionAdmin() || call.caller.IsAuditor();
  return {.may_ask =
              [&organization, &call, all](std::string_view team) {
                return all || (!team.empty() &&
                               laurel::summary::Leads(organization, call.caller.id, team, call.now));
              },
          .reads = [reads_all = call.caller.IsRecognitionAdmin()](std::string_view) { return reads_all; }};
}

void AddByValue(const Numbers& numbers, v1::RecognitionSummary& summary) {
  for (const auto& [value, of_value] : numbers.by_value) {
    auto& count = *summary.add_by_value();
    if (!value.empty()) count.set_value(kValuePattern.Format({value}));
    count.set_recognitions(of_value.recognitions);
    count.set_points(of_value.points);
  }
  const auto order = [](const auto& count) {
    return std::tuple(count.value().empty(), -count.recognitions(), -count.points(), count.value());
  };
  std::ranges::sort(*summary.mutable_by_value(), std::less<>(), order);
}

void AddByTeam(const Disclosure& told, const Activity& activity, v1::RecognitionSummary& summary) {
  for (const laurel::summary::Part& part : told.parts) {
    auto& count = *summary.add_by_team();
    count.set_team(org::kTeamPattern.Format({part.team}));
    count.set_suppressed(part.suppressed);
    if (part.suppressed) continue;
    const Numbers numbers = NumbersOf(part.people, activity);
    count.set_people(numbers.people);
    count.set_recognitions(numbers.recognitions);
    count.set_points(numbers.points);
    count.set_reach(Ratio(numbers.recipients, numbers.people));
    count.set_giver_participation(Ratio(numbers.givers, numbers.people));
  }
}

void AddNumbers(const Numbers& numbers, v1::RecognitionSummary& summary) {
  summary.set_people(numbers.people);
  summary.set_recognitions(numbers.recognitions);
  summary.set_points(numbers.points);
  summary.set_recipients(numbers.recipients);
  summary.set_givers(numbers.givers);
  summary.set_reach(Ratio(numbers.recipients, numbers.people));
  summary.set_giver_participation(Ratio(numbers.givers, numbers.people));
  summary.set_concentration(Concentration(numbers));
  AddByValue(numbers, summary);
}

}  // namespace

absl::StatusOr<v1::RecognitionSummary> GetRecognitionSummary(
    Env& env, rpc::Call& call, const v1::GetRecognitionSummaryRequest& request) {
  const Length length = request.window() == v1::SUMMARY_WINDOW_WEEK ? Length::kWeek : Length::kMonth;
  ASSIGN_OR_RETURN(const Window window, laurel::summary::WindowOf(request.start_date(), length, call.now));
  ASSIGN_OR_RETURN(const auto organization, org::FreshOrganization(env.organization, call.now));
  const std::string team(IdOf(request.team()));
  if (!team.empty() && !organization->KnowsTeam(team)) return InvalidField("team", "there is no such team");
  const Asker asker = AskerOf(*organization, call);
  if (!asker.may_ask(team)) return NotYourReport("team", "name a team that you lead, or one below it");

  v1::RecognitionSummary summary;
  *summary.mutable_start_date() = ToDate(window.start_day);
  *summary.mutable_end_date() = ToDate(window.end_day);
  const Disclosure told = laurel::summary::DisclosureOf(*organization, team, window.as_of, asker);
  summary.set_suppressed(told.suppressed);
  if (told.suppressed) return summary;
  ASSIGN_OR_RETURN(const Activity activity,
                   env.db.Read<Activity>(call.deadline, [&](sql::Connection& connection) {
                     return ReadActivity(connection, told.people, window.start(), window.end());
                   }));
  AddNumbers(NumbersOf(told.people, activity), summary);
  AddByTeam(told, activity, summary);
  return summary;
}

}  // namespace laurel::recognition::summary
