// What a programme has to say. Pure; thread-safe.
#pragma once

#include "absl/status/status.h"
#include "laurel/recognition/v1/program.pb.h"

namespace laurel::recognition::program {

// As it is after an update: nothing without which it would say nothing is cleared (time_zone,
// new_hire_allowance, undo_window). INVALID_ARGUMENT on each; paths begin with "program".
absl::Status CheckComplete(const v1::Program& program);

}  // namespace laurel::recognition::program
