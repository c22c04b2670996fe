// WatchOrganization.
#pragma once

#include <memory>

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "services/directory/env.h"

namespace laurel::directory::organization {

absl::Status Watch(Env& env, rpc::Call& call, const v1::WatchOrganizationRequest& request,
                   std::shared_ptr<Writer> writer);

// After a change of this replica's own: waits until the next read here sees it, and tells the caller its
// version.
void AnswerWithVersion(Env& env, rpc::Call& call, std::int64_t version);

}  // namespace laurel::directory::organization
