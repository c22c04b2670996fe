// What others may say to a recognition: what reactions and comments have in common. Pure; thread-safe.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "common/api/digest.h"
#include "common/rpc/call.h"
#include "common/sql/changes.h"
#include "common/sql/lock.h"
#include "services/recognition/recognition/access.h"

namespace laurel::recognition::recognition {

// A response leaves its recognition as it is, and only keeps it from being hidden meanwhile: those who
// respond to one do not wait for each other.
inline constexpr sql::Lock kLockToRespond = sql::Lock::kShare;

// The recognition is PUBLISHED and read in full. `call`: what was asked for, "add a comment".
// PERMISSION_DENIED; FAILED_PRECONDITION, WRONG_STATE.
absl::Status CheckMayAdd(const Readable& found, std::string_view call);

// Whoever made it, or a RECOGNITION_ADMIN. PERMISSION_DENIED.
absl::Status CheckMayRemove(const rpc::Call& call, std::string_view creator);

// What stood there goes, and leaves a hash of itself.
template <typename Resource>
void AuditRemoval(const rpc::Call& call, const Resource& removed, sql::Changes& changes) {
  const bool own = removed.creator() == call.caller.name;
  changes.Audit({.resource = removed.name(),
                 .subject = own ? "" : removed.creator(),
                 .fields = "",
                 .earlier_hash = api::Sha256(api::SerializeDeterministically(removed))});
}

}  // namespace laurel::recognition::recognition
