// Goals as one caller may see them, on the organisation as it is now. Thread-safe.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/sql/connection.h"
#include "common/sql/lock.h"
#include "services/goals/audience/rules.h"
#include "services/goals/env.h"
#include "services/goals/goal/store.h"

namespace laurel::goals::goal {

struct Readable {
  Stored stored;
  audience::Reader reader;
  common::v1::View view = common::v1::VIEW_UNSPECIFIED;
};

// NOT_FOUND: unknown, or not readable by the caller: nobody learns which. UNAVAILABLE, ORGANIZATION_STALE,
// when that depends on a relation and the organisation is too old. Any lock but kNone holds its tree
// (tree/lock.h).
absl::StatusOr<Readable> LoadReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                      std::string_view id, sql::Lock lock);
// PERMISSION_DENIED, too, unless the caller reads all of it. `what`: of which they would learn otherwise,
// "its comments".
absl::StatusOr<Readable> LoadInFull(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                    std::string_view id, sql::Lock lock, std::string_view what);
// As LoadReadable, of a row that was found, or not.
absl::StatusOr<Readable> Judge(const Env& env, const rpc::Call& call, std::optional<Stored> stored);

// OK when the caller may still read what this answer holds: asked before an answer is replayed.
absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                const v1::Goal& answer);

}  // namespace laurel::goals::goal
