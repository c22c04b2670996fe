// The transaction of the calls that change a piece (common/service/write_locked.h). Thread-safe.
#pragma once

#include <functional>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/service/write_locked.h"
#include "services/feedback/env.h"
#include "services/feedback/feedback/access.h"

namespace laurel::feedback::feedback {

using Locked = laurel::Locked<Readable>;

// The answer of `decide`, in the view that the caller has of it then.
absl::StatusOr<v1::Feedback> WriteLocked(
    Env& env, const rpc::Call& call, std::string_view name,
    const std::function<absl::StatusOr<v1::Feedback>(const Locked& locked)>& decide);

}  // namespace laurel::feedback::feedback
