// The refusals that several resources of this service share. Pure.
#pragma once

#include <string_view>

#include "common/status/error.h"
#include "common/status/refusals.h"

namespace laurel::goals {

// A goal named inside a request: unknown, or not readable by the caller: one text for both.
inline Error NoSuchGoal(std::string_view path) { return InvalidField(path, "there is no such goal"); }

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

}  // namespace laurel::goals
