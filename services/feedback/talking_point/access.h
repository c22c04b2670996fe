// Talking points as one caller may see them: whoever takes part in their session sees all of them, who reads
// its summary none. Thread-safe.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/env.h"
#include "services/feedback/talking_point/store.h"

namespace laurel::feedback::talking_point {

// By the session's id. NOT_FOUND: unknown, or not readable by the caller; PERMISSION_DENIED: the caller takes
// no part in it, and learns nothing of any point.
absl::StatusOr<coaching_session::Readable> LoadSession(const Env& env, const rpc::Call& call,
                                                       sql::Connection& connection, std::string_view id,
                                                       sql::Lock lock);

struct Found {
  coaching_session::Readable session;  // locked: it guards the order of its points
  Stored stored;
};
// By the point's name; the same errors, and NOT_FOUND for an unknown point.
absl::StatusOr<Found> LoadPoint(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                std::string_view name);

}  // namespace laurel::feedback::talking_point
