// Whose an action item may be that stands alone. Thread-safe.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "services/feedback/env.h"

namespace laurel::feedback::action_item {

// The caller's own, or of somebody whom the caller may coach; `owner` is a name. Else PERMISSION_DENIED,
// NOT_YOUR_REPORT.
absl::Status CheckMayAssign(const Env& env, const rpc::Call& call, std::string_view owner);

}  // namespace laurel::feedback::action_item
