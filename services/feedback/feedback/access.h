// Feedback as one caller may see it, on the organisation as it is now. Thread-safe.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/feedback/audience/rules.h"
#include "services/feedback/env.h"
#include "services/feedback/feedback/store.h"

namespace laurel::feedback::feedback {

struct Readable {
  Stored stored;
  audience::Reader reader;
  common::v1::View view = common::v1::VIEW_UNSPECIFIED;
};

// NOT_FOUND: unknown, or not readable by the caller: nobody learns which. UNAVAILABLE, ORGANIZATION_STALE,
// when that depends on a relation and the organisation is too old.
absl::StatusOr<Readable> LoadReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                      std::string_view id, sql::Lock lock);

// OK when the caller may still read what this answer holds: asked before an answer is replayed.
absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                const v1::Feedback& answer);

}  // namespace laurel::feedback::feedback
