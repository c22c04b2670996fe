// What `laurel` answers to the shell; part of its contract (README). Pure functions.
#pragma once

#include "absl/status/status.h"

namespace laurel::cli {

enum class ExitCode : int {
  kOk = 0,
  kOther = 1,
  kUsage = 2,  // the command line, or a value that was refused
  kNotFound = 3,
  kPermission = 4,   // not signed in, or not allowed
  kConflict = 5,     // the wrong state, or somebody was faster
  kPartial = 6,      // some of it was done
  kUnavailable = 7,  // trying again later helps
};

ExitCode ExitCodeOf(const absl::Status& status);

}  // namespace laurel::cli
