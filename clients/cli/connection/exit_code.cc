#include "clients/cli/connection/exit_code.h"

#include "clients/cli/connection/failure.h"
#include "common/status/error.h"

namespace laurel::cli {

ExitCode ExitCodeOf(const absl::Status& status) {
  if (ReasonOf(status) == kPartialReason) return ExitCode::kPartial;
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return ExitCode::kOk;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
      return ExitCode::kUsage;
    case absl::StatusCode::kNotFound:
      return ExitCode::kNotFound;
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
      return ExitCode::kPermission;
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kFailedPrecondition:
      return ExitCode::kConflict;
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kUnavailable:
      return ExitCode::kUnavailable;
    default:
      return ExitCode::kOther;
  }
}

}  // namespace laurel::cli
