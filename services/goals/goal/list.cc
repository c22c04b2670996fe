// ListGoals.
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "common/api/page.h"
#include "common/api/time_position.h"
#include "common/org/access.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/goals/errors.h"
#include "services/goals/goal/access.h"
#include "services/goals/goal/handlers.h"
#include "services/goals/goal/list_store.h"
#include "services/goals/goal/viewer.h"
#include "services/goals/names.h"

namespace laurel::goals::goal {
namespace {

using Request = v1::ListGoalsRequest;
using Goals = std::vector<v1::Goal>;

// So many goals that the caller may not read are passed over by one call at most; then its page ends.
constexpr int kMostScanned = 1000;

absl::Status CheckFilters(const Request& request) {
  const int ranges = (request.owner().empty() ? 0 : 1) + (request.team().empty() ? 0 : 1) +
                     (request.parent().empty() ? 0 : 1);
  if (ranges <= 1) return absl::OkStatus();
  return InvalidField(request.parent().empty() ? "team" : "parent",
                      "a list is of an owner, a team or a parent: name one of them");
}

Listing ListingOf(const Env& env, const rpc::Call& call, const Request& request) {
  Listing listing{.owner = std::string(IdOf(request.owner())),
                  .team = std::string(IdOf(request.team())),
                  .parent = std::string(IdOf(request.parent())),
                  .level = request.level(),
                  .lifecycle = request.lifecycle(),
                  .health = request.health(),
                  .stale_before = call.now - env.stale_after};
  if (request.has_active_on()) listing.active_on = FromDate(request.active_on());
  const bool of_company = request.level() == v1::GOAL_LEVEL_COMPANY;
  if (listing.owner.empty() && listing.team.empty() && listing.parent.empty() && !of_company)
    listing.owner = call.caller.id;
  return listing;
}

// What the list is of exists, as far as the caller may know.
absl::Status CheckReferences(const Env& env, const rpc::Call& call, const Request& request) {
  RETURN_IF_ERROR(org::CheckPeople(env.organization, {{"owner", request.owner()}}, call.now, call.deadline,
                                   /*refuse_leavers=*/false));
  return org::CheckTeam(env.organization, "team", request.team(), call.now, call.deadline);
}

absl::Status CheckParent(const Env& env, const rpc::Call& call, sql::Connection& connection,
                         const Request& request) {
  if (request.parent().empty()) return absl::OkStatus();
  const absl::Status parent =
      LoadReadable(env, call, connection, IdOf(request.parent()), sql::Lock::kNone).status();
  return absl::IsNotFound(parent) ? absl::Status(NoSuchGoal("parent")) : parent;
}

api::Cursor CursorOf(const v1::Goal& goal) {
  return api::ToCursor({FromTimestamp(goal.create_time()), std::string(IdOf(goal.name()))});
}

// What was found of a page, and behind which goal the search ended; empty: at the end of the list.
struct Scan {
  std::vector<Stored> goals;
  api::Cursor end;
};

// Those that the caller may read, one more than a page at most.
absl::StatusOr<Scan> Search(sql::Connection& connection, Viewer& viewer, Listing listing, int size) {
  Scan scan;
  listing.limit = size + 1;
  for (int scanned = 0; scanned < kMostScanned; scanned += listing.limit) {
    ASSIGN_OR_RETURN(std::vector<Stored> found, List(connection, listing));
    for (Stored& one : found) {
      scan.end = CursorOf(one.goal);
      const bool seen = viewer.Sees(one.goal);
      if (!seen) RETURN_IF_ERROR(viewer.organization().status());
      if (seen) scan.goals.push_back(std::move(one));
      if (std::ssize(scan.goals) > size) return scan;
    }
    if (std::ssize(found) < listing.limit) {
      scan.end.clear();
      return scan;
    }
    ASSIGN_OR_RETURN(listing.after, api::FromCursor(scan.end));
  }
  return scan;
}

// The next page, when there is one, begins behind the last goal that is given, or, when more were passed over
// behind it, behind those.
void Fill(const rpc::Call& call, const Request& request, int size, Goals goals, const api::Cursor& end,
          v1::ListGoalsResponse& response) {
  const std::size_t fit = api::RowsThatFit(goals, size);
  const api::Cursor next = fit < goals.size() ? CursorOf(goals[fit - 1]) : end;
  if (!next.empty()) response.set_next_page_token(api::MakePageToken(call.caller.id, request, next));
  for (std::size_t i = 0; i < fit; ++i) *response.add_goals() = std::move(goals[i]);
}

}  // namespace

absl::StatusOr<v1::ListGoalsResponse> ListGoals(Env& env, rpc::Call& call, const Request& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  RETURN_IF_ERROR(CheckFilters(request));
  RETURN_IF_ERROR(CheckReferences(env, call, request));
  Listing listing = ListingOf(env, call, request);
  ASSIGN_OR_RETURN(listing.after, api::FromCursor(page.after));
  Viewer viewer(env, call);
  api::Cursor end;
  ASSIGN_OR_RETURN(
      Goals goals,
      env.db.Read<Goals>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Goals> {
        RETURN_IF_ERROR(CheckParent(env, call, connection, request));
        ASSIGN_OR_RETURN(Scan scan, Search(connection, viewer, listing, page.size));
        end = std::move(scan.end);
        return viewer.Show(connection, std::move(scan.goals));
      }));
  v1::ListGoalsResponse response;
  Fill(call, request, page.size, std::move(goals), end, response);
  return response;
}

}  // namespace laurel::goals::goal
