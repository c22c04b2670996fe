// Who the caller is to a recognition, on the organisation as it is now. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/org/organization.h"
#include "common/rpc/call.h"
#include "services/recognition/audience/rules.h"
#include "services/recognition/env.h"

namespace laurel::recognition::audience {

// The caller, on this version; without one (nullptr) what needs no relation alone: sender, recipient, who
// decided, roles.
Reader ReaderOn(const org::Organization* organization, const rpc::Call& call,
                const v1::Recognition& recognition);
// The caller. What needs no relation is answered however old the organisation is; UNAVAILABLE,
// ORGANIZATION_STALE, when that does not settle it.
absl::StatusOr<Reader> ReaderNow(const Env& env, const rpc::Call& call, const v1::Recognition& recognition);

// Who decides about what this sender gives to these recipients (ids): the sender's line manager now. nullopt:
// a RECOGNITION_ADMIN, because there is none, they have left, or are a recipient.
std::optional<std::string> ApproverOf(const org::Organization& organization, std::string_view sender,
                                      const std::vector<std::string>& recipients, absl::Time now);

}  // namespace laurel::recognition::audience
