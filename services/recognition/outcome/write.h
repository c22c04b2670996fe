// The transaction of the calls that change a recognition (common/service/write_locked.h). Thread-safe.
#pragma once

#include <functional>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/service/write_locked.h"
#include "services/recognition/env.h"
#include "services/recognition/recognition/access.h"

namespace laurel::recognition::outcome {

using Locked = laurel::Locked<recognition::Readable>;
using Decide = std::function<absl::StatusOr<v1::Recognition>(const Locked& locked)>;

// The answer of `decide`, in the view that the caller has of it then, with reactions and comments counted.
absl::StatusOr<v1::Recognition> WriteLocked(Env& env, const rpc::Call& call, std::string_view name,
                                            const Decide& decide);

}  // namespace laurel::recognition::outcome
