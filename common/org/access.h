// What rules may rely on when they ask the organisation: fresh enough to decide about others, and people who
// exist.
//
// For 15 minutes after the feed's last word all goes on; then one's own data stays reachable, and whatever
// follows from a relation is UNAVAILABLE, ORGANIZATION_STALE with RetryInfo, instead of guessed
// (architecture.md, decision 8). Pure but for AwaitPerson, CheckPeople and CheckTeam, which may wait.
// Thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/org/organization.h"

namespace laurel::org {

inline constexpr absl::Duration kStaleAfter = absl::Minutes(15);
// How long a call waits for the feed to bring a person who is unknown so far.
inline constexpr absl::Duration kUnknownPersonWait = absl::Seconds(1);

// The newest version when the feed has spoken within kStaleAfter, else ORGANIZATION_STALE. For whatever asks
// about several people: lists over a manager's people, coverage, teams.
absl::StatusOr<std::shared_ptr<const Organization>> FreshOrganization(const Holder& holder, absl::Time now);

// What `caller` is to `subject` now; ids without collection. Oneself: kSelf alone, however old the feed.
absl::StatusOr<Relations> RelationsNow(const Holder& holder, std::string_view caller,
                                       std::string_view subject, absl::Time now);

// Somebody has this id (without collection), left or not: an unknown one is looked for in the newest version
// for up to kUnknownPersonWait, inside the deadline (by the clock of `now`), while the holder has room for
// one who waits (Holder::WaitIfRoom); false at once when it has none.
bool AwaitPerson(const Holder& holder, std::string_view id, absl::Time now, absl::Time deadline);

// A person that a request refers to: "people/{id}", and where in the request. An empty name is nobody, and
// passes.
struct PersonReference {
  std::string path;  // e.g. "coaching_session.attendees[1]"
  std::string name;
};

// Every reference names somebody: unknown people are waited for as by AwaitPerson; then INVALID_ARGUMENT on
// every path that names nobody, all with one text. While nothing has been heard for kStaleAfter an unknown
// person may be a new one: ORGANIZATION_STALE. refuse_leavers: somebody who has left is FAILED_PRECONDITION,
// PERSON_LEFT. Who is not here yet passes.
absl::Status CheckPeople(const Holder& holder, const std::vector<PersonReference>& references, absl::Time now,
                         absl::Time deadline, bool refuse_leavers);

// A team that a request refers to, as `path` says: "teams/{id}", or empty, which passes. A team may have been
// made a moment ago, too: one that is unknown is waited for and answered as a person is by CheckPeople. One
// that is closed passes.
absl::Status CheckTeam(const Holder& holder, std::string_view path, std::string_view team, absl::Time now,
                       absl::Time deadline);

// Ids of the teams of kind TEAM of which the person (an id) is a member now, sorted: whoever is in one of
// them reads what is shown to that person's team.
std::vector<std::string> AudienceTeamsNow(const Organization& organization, std::string_view person,
                                          absl::Time now);

// A list reads a range for each team of its reader; of more the first count.
inline constexpr int kMostTeamsOfAList = 32;
// AudienceTeamsNow of whoever reads a list: at most kMostTeamsOfAList, and when there are more a warning in
// the log, once an hour.
std::vector<std::string> AudienceTeamsForLists(const Organization& organization, std::string_view person,
                                               absl::Time now);

}  // namespace laurel::org
