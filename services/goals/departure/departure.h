// What somebody's leaving ends in goals: their own drafts are discarded, and what was proposed to them is
// declined. What is ACTIVE stays as it stands.
#pragma once

#include "common/service/departures.h"
#include "services/goals/env.h"

namespace laurel::goals::departure {

class Departures final : public laurel::Departures {
 public:
  // Both outlive it.
  Departures(const Env& env, const Clock& clock);
};

}  // namespace laurel::goals::departure
