// Update masks (AIP-134). Pure functions.
#pragma once

#include "absl/status/statusor.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

namespace laurel::api {

// The top-level fields that an update writes: those the mask names, all of the updatable ones for "*", the
// set ones when the mask is empty. A path that does not exist, is nested, output-only, immutable, or is name
// or etag: INVALID_ARGUMENT on `update_mask`.
absl::StatusOr<google::protobuf::FieldMask> ResolveMask(const google::protobuf::FieldMask& mask,
                                                        const google::protobuf::Message& resource);

// Copies the fields of a resolved mask; a field that is unset in `from` is cleared in `to`.
void CopyMasked(const google::protobuf::FieldMask& mask, const google::protobuf::Message& from,
                google::protobuf::Message& to);

}  // namespace laurel::api
