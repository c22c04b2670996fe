// What somebody's leaving ends in coaching and feedback (common/service/departures.h): plans in which they
// coach, or that have lost all whom they would coach, are cancelled, the leaver's open action items are
// dropped and their drafts of feedback discarded, and a held session that waited for nobody else is
// acknowledged.
#pragma once

#include "common/service/departures.h"
#include "services/feedback/env.h"

namespace laurel::feedback::departure {

using laurel::kMirrorLag;
using laurel::kPersonLeft;

class Departures final : public laurel::Departures {
 public:
  // Both outlive it.
  Departures(const Env& env, const Clock& clock);
};

}  // namespace laurel::feedback::departure
