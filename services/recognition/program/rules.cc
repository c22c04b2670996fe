#include "services/recognition/program/rules.h"

#include "common/status/error.h"

namespace laurel::recognition::program {

absl::Status CheckComplete(const v1::Program& program) {
  FieldViolations violations;
  if (program.time_zone().empty()) violations.Add("program.time_zone", "is required, e.g. Europe/Berlin");
  if (program.new_hire_allowance() == v1::NEW_HIRE_ALLOWANCE_UNSPECIFIED)
    violations.Add("program.new_hire_allowance", "is required: FULL or PRORATED");
  if (!program.has_undo_window()) violations.Add("program.undo_window", "is required: 0s for none");
  return violations.ToStatus();
}

}  // namespace laurel::recognition::program
