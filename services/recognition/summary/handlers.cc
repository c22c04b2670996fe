#include "services/recognition/summary/handlers.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "common/org/access.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/recognition/names.h"
#include "services/recognition/summary/population.h"
#include "services/recognition/summary/rules.h"
#include "services/recognition/summary/store.h"

namespace laurel::recognition::summary {
namespace {

// The numbers of this team (an id; "": of all) are for the caller, as the organisation is now.
bool MayAsk(const org::Organization& organization, const rpc::Call& call, std::string_view team) {
  if (call.caller.IsHrAdmin() || call.caller.IsRecognitionAdmin() || call.caller.IsAuditor()) return true;
  return !team.empty() && Leads(organization, call.caller.id, team, call.now);
}

// Whoever may ask about a team above finds there what is not told of this one, or of one that it is part of:
// it is not told here either.
bool IsSuppressedAbove(const org::Organization& organization, const rpc::Call& call, std::string team,
                       absl::CivilDay day) {
  absl::flat_hash_set<std::string> seen;  // broken data may hold a cycle
  while (!team.empty() && seen.insert(team).second) {
    std::string above = organization.TeamAboveOn(team, day).value_or("");
    if (!MayAsk(organization, call, above)) return false;
    const std::vector<Part> parts = PartsOf(organization, above, day);
    const auto part = std::ranges::find(parts, team, &Part::team);
    if (part != parts.end()) {
      const auto suppressed = SuppressedAmong(parts, PeopleOf(organization, above, day));
      if (suppressed[static_cast<std::size_t>(part - parts.begin())]) return true;
    }
    team = std::move(above);
  }
  return false;
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

void AddByTeam(const std::vector<Part>& parts, const People& people, const Activity& activity, bool reads_all,
               v1::RecognitionSummary& summary) {
  const std::vector<bool> suppressed = SuppressedAmong(parts, people);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto& count = *summary.add_by_team();
    count.set_team(org::kTeamPattern.Format({parts[i].team}));
    count.set_suppressed(!reads_all && suppressed[i]);
    if (count.suppressed()) continue;
    const Numbers numbers = NumbersOf(parts[i].people, activity);
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
  ASSIGN_OR_RETURN(const Window window, WindowOf(request.start_date(), length, call.now));
  ASSIGN_OR_RETURN(const auto organization, org::FreshOrganization(env.organization, call.now));
  const std::string team(IdOf(request.team()));
  if (!team.empty() && !organization->KnowsTeam(team)) return InvalidField("team", "there is no such team");
  if (!MayAsk(*organization, call, team))
    return NotYourReport("team", "name a team that you lead, or one below it");

  v1::RecognitionSummary summary;
  *summary.mutable_start_date() = ToDate(window.start_day);
  *summary.mutable_end_date() = ToDate(window.end_day);
  const bool reads_all = call.caller.IsRecognitionAdmin();
  const People people = PeopleOf(*organization, team, window.as_of);
  summary.set_suppressed(!reads_all && (people.size() < kFewestPeople ||
                                        IsSuppressedAbove(*organization, call, team, window.as_of)));
  if (summary.suppressed()) return summary;
  ASSIGN_OR_RETURN(const Activity activity,
                   env.db.Read<Activity>(call.deadline, [&](sql::Connection& connection) {
                     return ReadActivity(connection, people, window.start(), window.end());
                   }));
  AddNumbers(NumbersOf(people, activity), summary);
  AddByTeam(PartsOf(*organization, team, window.as_of), people, activity, reads_all, summary);
  return summary;
}

}  // namespace laurel::recognition::summary
