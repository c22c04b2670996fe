// Every call of recognition as the permission table tries it: on what, and what it needs. Used by one thread
// at a time.
#pragma once

#include <string>
#include <vector>

#include "common/testing/permission_table/trial.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {

// What the calls are tried in: nobody runs out of points.
class World {
 public:
  World();

  Suite suite;
};

using Try = laurel::testing::Try<World>;

std::vector<Try> CallsAboutRecognitions();
std::vector<Try> CallsAboutResponses();
std::vector<Try> CallsAboutPoints();

}  // namespace laurel::recognition::testing
