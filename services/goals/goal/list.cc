// ListGoals.
#include <algorithm>
#include <iterator>
#include <optional>
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
#include "services/goals/goal/rules.h"
#include "services/goals/goal/viewer.h"
#include "services/goals/names.h"

namespace laurel::goals::goal {
namespace {

using Request = v1::ListGoalsRequest;
using Goals = std::vector<v1::Goal>;

// So many goals that are not shown are passed over by one call at most; then its page ends.
constexpr int kMostScanned = 1000;
// In rounds of more than the biggest page.
constexpr int kAtOnce = 250;
static_assert(kAtOnce > api::kMaxPageSize);

absl::Status CheckFilters(const Request& request) {
  const int ranges = (request.owner().empty() ? 0 : 1) + (request.team().empty() ? 0 : 1) +
                     (request.parent().empty() ? 0 : 1);
  if (ranges <= 1) return absl::OkStatus();
  return InvalidField(request.parent().empty() ? "team" : "parent",
                      "a list is of an owner, a team or a parent: name one of them");
}

Range RangeOf(const rpc::Call& call, const Request& request) {
  Range range{.owner = std::string(IdOf(request.owner())),
              .team = std::string(IdOf(request.team())),
              .parent = std::string(IdOf(request.parent()))};
  const bool of_company = request.level() == v1::GOAL_LEVEL_COMPANY;
  if (range.owner.empty() && range.team.empty() && range.parent.empty() && !of_company)
    range.owner = call.caller.id;
  return range;
}

// By all but what the range is of.
bool IsChosen(const Request& request, const v1::Goal& goal, absl::Time now) {
  if (request.level() != v1::GOAL_LEVEL_UNSPECIFIED && goal.level() != request.level()) return false;
  if (request.lifecycle() != v1::GOAL_LIFECYCLE_UNSPECIFIED && goal.lifecycle() != request.lifecycle())
    return false;
  if (request.health() != v1::GOAL_HEALTH_UNSPECIFIED && HealthAt(goal, now) != request.health())
    return false;
  if (!request.has_active_on()) return true;
  const auto day = FromDate(request.active_on());
  return FromDate(goal.start_date()) <= day && day <= FromDate(goal.end_date());
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

// What was found of a page (ids), and behind which goal the search ended; empty: at the end of the list.
struct Scan {
  std::vector<std::string> ids;
  api::Cursor end;
};

// A search of one list, from its newest end.
class Search {
 public:
  Search(const rpc::Call& call, const Request& request, Viewer& viewer)
      : call_(call), request_(request), viewer_(viewer), range_(RangeOf(call, request)) {}

  // Those that the caller may read, one more than a page at most.
  absl::StatusOr<Scan> Run(sql::Connection& connection, const api::PageRequest& page) {
    Scan scan{.ids = {}, .end = page.after};
    for (int scanned = 0; scanned < kMostScanned; scanned += kAtOnce) {
      ASSIGN_OR_RETURN(const std::optional<api::TimePosition> after, api::FromCursor(scan.end));
      ASSIGN_OR_RETURN(const Goals found, ReadRange(connection, range_, after, kAtOnce));
      for (const v1::Goal& one : found) {
        scan.end = CursorOf(one);
        ASSIGN_OR_RETURN(const bool shows, Shows(one));
        if (shows) scan.ids.emplace_back(IdOf(one.name()));
        if (std::ssize(scan.ids) > page.size) return scan;
      }
      if (std::ssize(found) == kAtOnce) continue;
      scan.end.clear();
      return scan;
    }
    return scan;
  }

 private:
  absl::StatusOr<bool> Shows(const v1::Goal& goal) {
    if (!IsChosen(request_, goal, call_.now)) return false;
    if (viewer_.Sees(goal)) return true;
    RETURN_IF_ERROR(viewer_.organization().status());
    return false;
  }

  const rpc::Call& call_;
  const Request& request_;
  Viewer& viewer_;
  const Range range_;
};

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
  Viewer viewer(env, call);
  Search search(call, request, viewer);
  api::Cursor end;
  ASSIGN_OR_RETURN(Goals goals, env.db.Read<Goals>(
                                    call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Goals> {
                                      RETURN_IF_ERROR(CheckParent(env, call, connection, request));
                                      ASSIGN_OR_RETURN(Scan scan, search.Run(connection, page));
                                      end = std::move(scan.end);
                                      return viewer.Read(connection, scan.ids);
                                    }));
  v1::ListGoalsResponse response;
  Fill(call, request, page.size, std::move(goals), end, response);
  return response;
}

}  // namespace laurel::goals::goal
