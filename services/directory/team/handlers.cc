#include "services/directory/team/handlers.h"

#include <string>
#include <vector>

#include "common/api/page.h"
#include "common/api/resource_pattern.h"
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
  ASSIGN_OR_RETURN(const Teams teams, env.db.Read<Teams>(call.deadline, [&](sql::Connection& connection) {
    return List(connection, filter, page.after, page.size + 1);
  }));
  v1::ListTeamsResponse response;
  const std::size_t fitting = api::RowsThatFit(teams, page.size);
  response.mutable_teams()->Assign(teams.begin(), teams.begin() + static_cast<std::ptrdiff_t>(fitting));
  if (fitting < teams.size()) {
    const v1::Team& last = teams[fitting - 1];
    const std::string id(api::ResourcePattern::LastId(last.name()));
    response.set_next_page_token(api::MakePageToken(call.caller.id, request, {last.display_name(), id}));
  }
  return response;
}

}  // namespace laurel::directory::team
