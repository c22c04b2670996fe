#include "services/directory/team/handlers.h"

#include <utility>
#include <vector>

#include "common/api/fill_page.h"
#include "common/status/macros.h"
#include "services/directory/team/store.h"

namespace laurel::directory::team {

absl::StatusOr<v1::ListTeamsResponse> ListTeams(Env& env, rpc::Call& call,
                                                const v1::ListTeamsRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  // A team has no time zone of its own: its dates are those of UTC.
  const Filter filter{.kind = request.kind(),
                      .show_closed = request.show_closed(),
                      .today = absl::ToCivilDay(call.now, absl::UTCTimeZone())};
  using Teams = std::vector<v1::Team>;
  ASSIGN_OR_RETURN(Teams teams, env.db.Read<Teams>(call.deadline, [&](sql::Connection& connection) {
    return List(connection, filter, page.after, page.size + 1);
  }));
  v1::ListTeamsResponse response;
  api::FillPage(call.caller.id, request, std::move(teams), page.size, CursorOf, response.mutable_teams(),
                response.mutable_next_page_token());
  return response;
}

}  // namespace laurel::directory::team
