// Which recognitions a list request asks for, and which of them the caller may read: as branches of a list,
// so that the database reads nothing else. Thread-safe.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "common/org/organization.h"
#include "common/rpc/call.h"
#include "laurel/recognition/v1/recognition_service.pb.h"
#include "services/recognition/reading/list_store.h"

namespace laurel::recognition::reading {

// On this version of the organisation; without a fresh one, its status, and whatever a relation decides is
// that error. Answers without position and limit. The caller may read the parent that is asked for.
//
// INVALID_ARGUMENT: filters that do not go together, a time range that ends before it begins.
absl::StatusOr<Listing> ListingFor(
    const absl::StatusOr<std::shared_ptr<const org::Organization>>& organization, const rpc::Call& call,
    const v1::ListRecognitionsRequest& request);

}  // namespace laurel::recognition::reading
