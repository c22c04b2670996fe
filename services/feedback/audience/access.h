// Who the caller, or anybody, is to a piece of feedback, on the organisation as it is now. Thread-safe.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/org/organization.h"
#include "common/rpc/call.h"
#include "services/feedback/audience/rules.h"
#include "services/feedback/env.h"

namespace laurel::feedback::audience {

// Everything that the organisation says of this person (id) and the piece; roles included.
Reader ReaderOf(const org::Organization& organization, std::string_view person, const v1::Feedback& feedback,
                absl::Time now);

// The caller, on this version; without one (nullptr) what needs no relation alone: author, subject, roles.
Reader ReaderOn(const org::Organization* organization, const rpc::Call& call, const v1::Feedback& feedback);
// The caller. What needs no relation (author, subject, roles) is answered however old the organisation is;
// UNAVAILABLE, ORGANIZATION_STALE, when that does not settle it.
absl::StatusOr<Reader> ReaderNow(const Env& env, const rpc::Call& call, const v1::Feedback& feedback);

}  // namespace laurel::feedback::audience
