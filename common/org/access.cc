#include "common/org/access.h"

#include <algorithm>
#include <atomic>
#include <iterator>

#include "absl/time/clock.h"
#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::org {
namespace {

bool IsFresh(const Holder& holder, absl::Time now) { return now - holder.FreshAt() <= kStaleAfter; }

Error Stale() {
  return Error(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE",
               "the organisation is not known well enough at the moment to decide this: try again later")
      .RetryAfter(absl::Seconds(5));
}

// `now` may be a test's time; waiting is real.
absl::Time WaitUntil(absl::Time now, absl::Time deadline) {
  return absl::Now() + std::min(kUnknownPersonWait, deadline - now);
}

// Whoever is in so many reads lists all day long: once an hour tells as much as every time.
void WarnOfManyTeams(absl::Time now) {
  static std::atomic<std::int64_t> warned_in = 0;
  const std::int64_t hour = absl::ToUnixSeconds(now) / 3600;
  if (warned_in.exchange(hour) == hour) return;
  log::Warning("a list counts only the first teams of its reader",
               {{"counted", std::int64_t{kMostTeamsOfAList}}});
}

bool NamesNobody(const Organization& organization, const PersonReference& reference) {
  return !reference.name.empty() && !organization.Knows(api::IdOf(reference.name));
}

}  // namespace

absl::StatusOr<std::shared_ptr<const Organization>> FreshOrganization(const Holder& holder, absl::Time now) {
  if (!IsFresh(holder, now)) return Stale();
  return holder.Current();
}

absl::StatusOr<Relations> RelationsNow(const Holder& holder, std::string_view caller,
                                       std::string_view subject, absl::Time now) {
  if (caller == subject) {
    Relations self;
    self.Add(Relations::kSelf);
    return self;
  }
  ASSIGN_OR_RETURN(const std::shared_ptr<const Organization> organization, FreshOrganization(holder, now));
  return organization->RelationsOf(caller, subject, now);
}

bool AwaitPerson(const Holder& holder, std::string_view id, absl::Time now, absl::Time deadline) {
  const auto known = [id](const Organization& organization) { return organization.Knows(id); };
  return known(*holder.WaitIfRoom(WaitUntil(now, deadline), known));
}

absl::Status CheckPeople(const Holder& holder, const std::vector<PersonReference>& references, absl::Time now,
                         absl::Time deadline, bool refuse_leavers) {
  const auto all_known = [&references](const Organization& organization) {
    return std::none_of(references.begin(), references.end(), [&](const PersonReference& reference) {
      return NamesNobody(organization, reference);
    });
  };
  const std::shared_ptr<const Organization> organization =
      holder.WaitIfRoom(WaitUntil(now, deadline), all_known);

  FieldViolations unknown;
  Error left(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT",
             "this person has left: nothing new can be written about them");
  bool any_left = false;
  for (const PersonReference& reference : references) {
    if (NamesNobody(*organization, reference)) {
      unknown.Add(reference.path, "there is no such person");
    } else if (refuse_leavers && organization->HasLeft(api::IdOf(reference.name), now)) {
      left.Precondition("PERSON_LEFT", reference.name, reference.path);
      any_left = true;
    }
  }
  if (!unknown.empty()) return IsFresh(holder, now) ? unknown.ToStatus() : absl::Status(Stale());
  return any_left ? absl::Status(left) : absl::OkStatus();
}

absl::Status CheckTeam(const Holder& holder, std::string_view path, std::string_view team, absl::Time now,
                       absl::Time deadline) {
  if (team.empty()) return absl::OkStatus();
  const auto known = [id = api::IdOf(team)](const Organization& organization) {
    return organization.KnowsTeam(id);
  };
  if (known(*holder.WaitIfRoom(WaitUntil(now, deadline), known))) return absl::OkStatus();
  if (!IsFresh(holder, now)) return Stale();
  return InvalidField(path, "there is no such team");
}

std::vector<std::string> AudienceTeamsNow(const Organization& organization, std::string_view person,
                                          absl::Time now) {
  std::vector<std::string> teams;
  for (const auto& membership : organization.TeamsOn(person, organization.TodayOf(person, now))) {
    if (membership.kind == directory::v1::TEAM_KIND_TEAM) teams.push_back(membership.team);
  }
  return teams;
}

std::vector<std::string> AudienceTeamsForLists(const Organization& organization, std::string_view person,
                                               absl::Time now) {
  std::vector<std::string> teams = AudienceTeamsNow(organization, person, now);
  if (std::ssize(teams) > kMostTeamsOfAList) {
    WarnOfManyTeams(now);
    teams.resize(kMostTeamsOfAList);
  }
  return teams;
}

}  // namespace laurel::org
