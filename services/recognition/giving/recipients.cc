#include "services/recognition/giving/recipients.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "common/org/access.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/recognition/errors.h"
#include "services/recognition/names.h"
#include "services/recognition/recognition/rules.h"

namespace laurel::recognition::giving {
namespace {

bool IsReadBy(const v1::Recognition& recognition, const std::string& team) {
  return std::ranges::count(recognition.audience_teams(), team) > 0;
}

}  // namespace

absl::Status CheckReferences(const Env& env, const rpc::Call& call, const v1::Recognition& wanted) {
  std::vector<org::PersonReference> people;
  for (int i = 0; i < wanted.recipients_size(); ++i) {
    people.push_back({fmt::format("recognition.recipients[{}]", i), wanted.recipients(i)});
  }
  RETURN_IF_ERROR(org::CheckPeople(env.organization, people, call.now, call.deadline,
                                   /*refuse_leavers=*/true));
  return org::CheckTeam(env.organization, "recognition.team", wanted.team(), call.now, call.deadline);
}

absl::Status AddMembers(const Env& env, absl::Time now, v1::Recognition& recognition) {
  if (recognition.team().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto organization, org::FreshOrganization(env.organization, now));
  for (const std::string& member : organization->MembersNow(IdOf(recognition.team()), now)) {
    if (member == IdOf(recognition.sender()) || organization->HasLeft(member, now)) continue;
    recognition.add_recipients(org::kPersonPattern.Format({member}));
  }
  const int members = recognition.recipients_size();
  if (members < recognition::kSmallestTeam) {
    return Refused("TEAM_TOO_SMALL", recognition.team(),
                   "too few others are in this team to be thanked as one: name them as recipients")
        .With("members", std::to_string(members));
  }
  if (members > recognition::kLargestTeam) {
    return Refused("TEAM_TOO_LARGE", recognition.team(),
                   fmt::format("at most {} people are thanked at once: choose a smaller team",
                               recognition::kLargestTeam))
        .With("members", std::to_string(members));
  }
  return absl::OkStatus();
}

absl::Status AddAudience(const Env& env, absl::Time now, const v1::Recognition* parent,
                         v1::Recognition& recognition) {
  const bool for_teams = recognition.visibility() == v1::RECOGNITION_VISIBILITY_TEAM;
  if (for_teams) RETURN_IF_ERROR(org::FreshOrganization(env.organization, now).status());
  const auto organization = env.organization.Current();
  std::set<std::string> teams;
  for (const std::string& recipient : recognition.recipients()) {
    for (const std::string& team : org::AudienceTeamsNow(*organization, IdOf(recipient), now)) {
      teams.insert(org::kTeamPattern.Format({team}));
    }
  }
  // A recipient may have changed teams since: the new one reads the parent as little as before.
  if (parent != nullptr && parent->visibility() == v1::RECOGNITION_VISIBILITY_TEAM) {
    std::erase_if(teams, [parent](const std::string& team) { return !IsReadBy(*parent, team); });
  }
  if (for_teams && teams.empty()) {
    return Refused("NO_TEAM", "recognition.visibility",
                   "the recipients are in no team that it could be shown to: choose another visibility");
  }
  const auto rows = static_cast<std::int64_t>(teams.size()) * recognition.recipients_size();
  if (for_teams && rows > recognition::kLargestAudience) {
    return Refused("AUDIENCE_TOO_LARGE", "recognition.visibility",
                   "the recipients are in too many teams to show it to each: choose another visibility")
        .With("teams", std::to_string(teams.size()))
        .With("recipients", std::to_string(recognition.recipients_size()));
  }
  recognition.mutable_audience_teams()->Assign(teams.begin(), teams.end());
  return absl::OkStatus();
}

}  // namespace laurel::recognition::giving
