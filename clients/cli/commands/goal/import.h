// Check-ins from a file: `laurel goal check-in --from metrics.csv`.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "clients/cli/app/context.h"

namespace laurel::cli {

// As typed. `health` and `at` are said of the rows that do not say it themselves.
struct CheckInImportOptions {
  std::string file, health, at;
  bool dry_run = false;
};

// Rows are refused one by one, the others go in. What stands there already is left as it is: the same file
// again changes nothing. PARTIAL when rows were refused; INTERRUPTED when the service went away.
absl::Status ImportCheckIns(Context& context, const CheckInImportOptions& options);

}  // namespace laurel::cli
