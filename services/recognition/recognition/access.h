// Recognitions as one caller may see them, on the organisation as it is now. Thread-safe.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/recognition/audience/rules.h"
#include "services/recognition/env.h"
#include "services/recognition/recognition/store.h"

namespace laurel::recognition::recognition {

struct Readable {
  Stored stored;
  audience::Reader reader;
  common::v1::View view = common::v1::VIEW_UNSPECIFIED;
};

// NOT_FOUND: unknown, or not readable by the caller: nobody learns which. UNAVAILABLE, ORGANIZATION_STALE,
// when how much they read depends on a relation and the organisation is too old.
absl::StatusOr<Readable> LoadReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                      std::string_view id, sql::Lock lock);
// The same, unlocked, for what is only shown: who reads a summary by their role is given it however old the
// organisation is.
absl::StatusOr<Readable> LoadToShow(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                    std::string_view id);

// OK when the caller may still read what this answer holds: asked before an answer is replayed.
absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                const v1::Recognition& answer);

}  // namespace laurel::recognition::recognition
