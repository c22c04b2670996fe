// The transaction of the calls that change a session (common/service/write_locked.h). Thread-safe.
#pragma once

#include <functional>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/service/write_locked.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/env.h"

namespace laurel::feedback::coaching_session {

using Locked = laurel::Locked<Readable>;

// The answer of `decide`, in the caller's view.
absl::StatusOr<v1::CoachingSession> WriteLocked(
    Env& env, const rpc::Call& call, std::string_view name,
    const std::function<absl::StatusOr<v1::CoachingSession>(const Locked& locked)>& decide);

}  // namespace laurel::feedback::coaching_session
