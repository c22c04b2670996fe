// The refusals that services share: one reason means the same everywhere. Pure; thread-safe.
#pragma once

#include <string_view>

#include "common/status/error.h"

namespace laurel {

// The caller may read the resource, and not do this to it.
inline Error NotAllowed(std::string_view message) {
  return Error(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED", message);
}

// The caller has no relation that would permit this with the person at `path` of the request.
inline Error NotYourReport(std::string_view path, std::string_view message) {
  Error error(absl::StatusCode::kPermissionDenied, "NOT_YOUR_REPORT", message);
  error.With("field", path);
  return error;
}

// INVALID_ARGUMENT on one field, with a reason of its own.
inline Error InvalidFor(std::string_view reason, std::string_view path, std::string_view message) {
  Error error(absl::StatusCode::kInvalidArgument, reason, message);
  error.Field(path, message);
  return error;
}

// FAILED_PRECONDITION with a reason of its own.
inline Error Refused(std::string_view reason, std::string_view subject, std::string_view message) {
  Error error(absl::StatusCode::kFailedPrecondition, reason, message);
  error.Precondition(reason, subject, message);
  return error;
}

// Whoever it is about has left.
inline Error PersonLeft(std::string_view message) {
  return Error(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT", message);
}

}  // namespace laurel
