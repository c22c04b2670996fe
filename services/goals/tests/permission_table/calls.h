// Every call of goals as the permission table tries it: on what, and what it needs. Used by one thread at a
// time.
#pragma once

#include <string>
#include <vector>

#include "common/testing/permission_table/trial.h"
#include "services/goals/testing/suite.h"

namespace laurel::goals::testing {

// What the calls are tried in.
struct World {
  Suite suite;
};

using Try = laurel::testing::Try<World>;

std::vector<Try> CallsAboutGoals();
std::vector<Try> CallsAboutParts();

}  // namespace laurel::goals::testing
