// The call that other services follow the organisation with, and what calls that change it answer with. Free
// functions; they run on workers, many at once.
#pragma once

#include <memory>

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "services/directory/env.h"
#include "services/directory/organization/watcher.h"

namespace laurel::directory::organization {

// Begins where the token says, or else with a snapshot, and returns: the stream stays open. UNAVAILABLE,
// ORGANIZATION_STALE, while the organisation is being loaded; the database's errors.
absl::Status WatchOrganization(Env& env, rpc::Call& call, const v1::WatchOrganizationRequest& request,
                               std::shared_ptr<Writer> writer);

// After a change of this replica's own, which made `version` (0: it changed nothing): waits until the next
// read here sees it, within the bounds of Keeper::CatchUp, and tells the caller the version to ask other
// services for.
void AnswerWithVersion(Env& env, rpc::Call& call, std::int64_t version);

}  // namespace laurel::directory::organization
