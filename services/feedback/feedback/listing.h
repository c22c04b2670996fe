// Which pieces a list request asks for, and which of them the caller may read: as branches of a list, so that
// the database reads nothing else. Thread-safe.
#pragma once

#include <memory>
#include <optional>

#include "absl/status/statusor.h"
#include "common/org/organization.h"
#include "common/rpc/call.h"
#include "laurel/feedback/v1/coaching_session.pb.h"
#include "laurel/feedback/v1/feedback_service.pb.h"
#include "services/feedback/feedback/store.h"

namespace laurel::feedback::feedback {

// On this version of the organisation; without a fresh one, its status, and whatever a relation decides is
// that error. `session`: the one that the request names, which the caller may read. Answers without position
// and limit.
//
// PERMISSION_DENIED, NOT_YOUR_REPORT: by an author who is somebody else, without a subject or session, for
// whoever is neither HR_ADMIN nor AUDITOR. INVALID_ARGUMENT: a time range that ends before it begins.
absl::StatusOr<Listing> ListingFor(
    const absl::StatusOr<std::shared_ptr<const org::Organization>>& organization, const rpc::Call& call,
    const v1::ListFeedbackRequest& request, const std::optional<v1::CoachingSession>& session);

}  // namespace laurel::feedback::feedback
