// Which action items a list request asks for, and which of them the caller may read. Thread-safe.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/feedback/v1/coaching_service.pb.h"
#include "services/feedback/action_item/store.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/env.h"

namespace laurel::feedback::action_item {

// The session that the request names, as the caller sees it, and whose its items can be: ids, each once.
struct AskedSession {
  coaching_session::Readable found;
  std::vector<std::string> owners;
};
using Session = std::optional<AskedSession>;

struct Permitted {
  Listing listing;                // without position and limit
  std::set<std::string> managed;  // ids of possible owners whose line manager the caller is: read in full
};

// PERMISSION_DENIED: NOT_YOUR_REPORT for somebody the caller has no relation to; PERMISSION_DENIED for a
// session whose items the caller does not read. UNAVAILABLE, ORGANIZATION_STALE.
absl::StatusOr<Permitted> Permit(const Env& env, const rpc::Call& call,
                                 const v1::ListActionItemsRequest& request, const Session& session);

}  // namespace laurel::feedback::action_item
