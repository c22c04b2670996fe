// The main program of a service's sample: plays a history into a suite that holds the people of
// docs/sample/people.csv. For ./dev up; never linked into a service.
#pragma once

#include <string>

#include "common/testing/sample/history.h"

namespace laurel::sample {

// Its exit code: 0 also when there is something already, which is said. `name`: of the program; `what` it
// loads.
int Load(int argc, const char* const* argv, const std::string& name, const std::string& what,
         const Play& play);

}  // namespace laurel::sample
