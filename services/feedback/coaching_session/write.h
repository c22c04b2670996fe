// What the calls that change a session have in common: one transaction in which it is loaded as the caller
// may see it, locked, judged, and written. Thread-safe.
#pragma once

#include <functional>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/env.h"
#include "services/feedback/events.h"

namespace laurel::feedback::coaching_session {

// A session in the middle of its transaction: found as the caller may see it, and locked.
struct Locked {
  const Readable& found;
  sql::Connection& connection;
  Telling telling;
};

// Judges it, adds what is to be written to `telling.changes`, and answers the session as it is then. It may
// run more than once.
using Decide = std::function<absl::StatusOr<v1::CoachingSession>(const Locked& locked)>;

// The answer of `decide`, in the caller's view. NOT_FOUND: there is no session of this name, or the caller
// may not read it.
absl::StatusOr<v1::CoachingSession> WriteLocked(Env& env, const rpc::Call& call, std::string_view name,
                                                const Decide& decide);

}  // namespace laurel::feedback::coaching_session
