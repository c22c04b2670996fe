// Action items as one caller may see them, on the organisation as it is now. Thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/feedback/action_item/rules.h"
#include "services/feedback/action_item/store.h"
#include "services/feedback/env.h"

namespace laurel::feedback::action_item {

struct Readable {
  Stored stored;
  Reader reader;
  common::v1::View view = common::v1::VIEW_UNSPECIFIED;
};

// NOT_FOUND: unknown, or not readable by the caller. UNAVAILABLE, ORGANIZATION_STALE, when that depends on a
// relation and the organisation is too old.
absl::StatusOr<Readable> LoadReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                      std::string_view id, sql::Lock lock);

// OK when the caller may still read the item of this answer: asked before it is replayed.
absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                const v1::ActionItem& answer);

}  // namespace laurel::feedback::action_item
