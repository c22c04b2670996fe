// The refusals that several resources of this service share. Pure.
#pragma once

#include <string_view>

#include "common/status/error.h"

namespace laurel::feedback {

// The caller has no relation that would permit this with the person at `path` of the request.
inline Error NotYourReport(std::string_view path, std::string_view message) {
  Error error(absl::StatusCode::kPermissionDenied, "NOT_YOUR_REPORT", message);
  error.With("field", path);
  return error;
}

// The caller may read the resource, and not do this to it.
inline Error NotAllowed(std::string_view message) {
  return Error(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED", message);
}

// A session named inside a request: unknown, or not readable by the caller: one text for both.
inline Error NoSuchSession(std::string_view path) { return InvalidField(path, "there is no such session"); }

inline Error PersonLeft(std::string_view message) {
  return Error(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT", message);
}

}  // namespace laurel::feedback
