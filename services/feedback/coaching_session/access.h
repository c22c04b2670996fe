// Sessions as one caller may see them, on the organisation as it is now. Thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/feedback/coaching_session/rules.h"
#include "services/feedback/coaching_session/store.h"
#include "services/feedback/env.h"

namespace laurel::feedback::coaching_session {

// nullopt: not at all. UNAVAILABLE, ORGANIZATION_STALE, when that depends on a relation and the organisation
// is too old.
absl::StatusOr<std::optional<common::v1::View>> ViewNow(const Env& env, const rpc::Call& call,
                                                        const v1::CoachingSession& session);

struct Readable {
  Stored stored;
  Part part = Part::kNone;  // of the caller
  common::v1::View view = common::v1::VIEW_UNSPECIFIED;
};

// nullopt: unknown, or not readable by the caller: nobody learns which.
absl::StatusOr<std::optional<Readable>> FindReadable(const Env& env, const rpc::Call& call,
                                                     sql::Connection& connection, std::string_view id,
                                                     sql::Lock lock);
// The same, with NOT_FOUND for nullopt.
absl::StatusOr<Readable> LoadReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                      std::string_view id, sql::Lock lock);

// OK when the caller may still read what this answer holds: asked before an answer is replayed.
absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, const v1::CoachingSession& answer);

}  // namespace laurel::feedback::coaching_session
