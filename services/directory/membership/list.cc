#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/api/fill_page.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/membership/handlers.h"
#include "services/directory/membership/show.h"
#include "services/directory/membership/store.h"
#include "services/directory/team/open.h"

namespace laurel::directory::membership {
namespace {

// After a first part of which somebody was left out.
constexpr std::int64_t kScanRows = 1'000;

// The days on which memberships are judged: the one that was asked for, or each member's own today, which is
// at most a day away from that of UTC.
struct Days {
  std::optional<absl::CivilDay> as_of;
  absl::CivilDay first;
  absl::CivilDay last;
};

absl::StatusOr<Days> DaysOf(const v1::ListTeamMembersRequest& request, absl::CivilDay today) {
  if (!request.has_as_of()) return Days{std::nullopt, today - 1, today + 1};
  const std::optional<absl::CivilDay> day = FromDate(request.as_of());
  if (!day.has_value()) return InvalidField("as_of", "is not a date of the calendar");
  return Days{day, *day, *day};
}

// Whether it holds on the day that counts for its person, in an open team, and they have not left by then.
bool Holds(const org::Organization& organization, absl::Time now, const v1::Team& team, const Days& days,
           const v1::MembershipRecord& membership) {
  const absl::CivilDay day =
      days.as_of.has_value() ? *days.as_of : organization.TodayOf(membership.person(), now);
  if (!period::InForce(membership, DayNumber(day))) return false;
  const std::optional<absl::CivilDay> closed = FromDate(team.end_date());
  if (closed.has_value() && *closed < day) return false;
  return organization.StatusOn(membership.person(), day).state != v1::PERSON_STATE_LEFT;
}

// The rows of the page, and one more when there are more.
absl::StatusOr<std::vector<Listed>> ReadPage(Env& env, const rpc::Call& call, const v1::Team& team,
                                             const Days& days, const api::PageRequest& page) {
  const auto organization = env.organization.Current();
  const std::size_t size = static_cast<std::size_t>(page.size);
  std::vector<Listed> members;
  api::Cursor after = page.after;
  std::int64_t limit = page.size + 1;
  for (bool more = true; more && members.size() <= size; limit = kScanRows) {
    ASSIGN_OR_RETURN(std::vector<Listed> rows,
                     env.db.Read<std::vector<Listed>>(call.deadline, [&](sql::Connection& connection) {
                       return List(connection, std::string(api::IdOf(team.name())), days.first, days.last,
                                   after, limit);
                     }));
    more = static_cast<std::int64_t>(rows.size()) == limit;
    if (!rows.empty()) after = CursorOf(rows.back());
    for (Listed& row : rows) {
      if (Holds(*organization, call.now, team, days, row.membership)) members.push_back(std::move(row));
      if (members.size() > size) break;
    }
  }
  return members;
}

}  // namespace

absl::StatusOr<v1::ListTeamMembersResponse> ListTeamMembers(Env& env, rpc::Call& call,
                                                            const v1::ListTeamMembersRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  const absl::CivilDay today = team::TodayOf(call);
  ASSIGN_OR_RETURN(const Days days, DaysOf(request, today));
  ASSIGN_OR_RETURN(const auto stored,
                   env.db.Read<std::optional<team::Stored>>(call.deadline, [&](sql::Connection& connection) {
                     return team::FindStored(connection, std::string(api::IdOf(request.parent())), today);
                   }));
  if (!stored.has_value()) return NotFound();
  ASSIGN_OR_RETURN(const std::vector<Listed> listed, ReadPage(env, call, stored->team, days, page));
  // What the cursor is made of is not all shown.
  absl::flat_hash_map<std::string, api::Cursor> cursors;
  std::vector<v1::TeamMember> members;
  for (const Listed& row : listed) {
    members.push_back(ToTeamMember(row.membership));
    cursors.emplace(members.back().name(), CursorOf(row));
  }
  v1::ListTeamMembersResponse response;
  api::FillPage(
      call.caller.id, request, std::move(members), page.size,
      [&cursors](const v1::TeamMember& member) { return cursors.at(member.name()); },
      response.mutable_team_members(), response.mutable_next_page_token());
  return response;
}

}  // namespace laurel::directory::membership
