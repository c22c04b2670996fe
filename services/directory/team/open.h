// What the calls that change a team share: finding one that is open, and writing what they made of it. Free
// functions; they run on workers, many at once, under the organisation's guard. Errors: the database's, and
// those that stand here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/directory/env.h"
#include "services/directory/organization/change.h"
#include "services/directory/team/store.h"

namespace laurel::directory::team {

// A team has no time zone of its own: its dates are those of UTC.
absl::CivilDay TodayOf(const rpc::Call& call);

// NOT_FOUND; ABORTED, STALE_ETAG (an empty etag is none); FAILED_PRECONDITION, TEAM_CLOSED, also when the
// last day is still to come.
absl::StatusOr<Stored> LoadOpen(sql::Connection& connection, const rpc::Call& call, std::string_view name,
                                std::string_view etag);

// The team above, "" at the root. INVALID_ARGUMENT on `parent`; FAILED_PRECONDITION, TEAM_CLOSED.
absl::Status CheckParent(sql::Connection& connection, const rpc::Call& call, std::string_view parent);

// ALREADY_EXISTS, NAME_TAKEN: an import could not tell two open teams of one name apart. Queues and sites may
// share theirs.
absl::Status CheckName(sql::Connection& connection, const rpc::Call& call, const v1::Team& team);

// What a call made of a team.
struct Rewrite {
  v1::Team after;
  std::vector<std::string> columns = {};  // of the team's own row
  std::string_view event;
  std::string_view changed = {};  // of team.changed
  std::string_view audited;       // the field of Team that was written
  std::string_view reason = {};
};
// Writes, tells and audits it, and keeps who did it and why; answers the team as it is now.
v1::Team Save(const Env& env, const rpc::Call& call, sql::Changes& changes, organization::Draft& draft,
              const Stored& before, Rewrite rewrite);

}  // namespace laurel::directory::team
