// What is to be done about a check-in of a file, given those that stand there already. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "laurel/goals/v1/check_in.pb.h"
#include "laurel/goals/v1/goal_service.pb.h"

namespace laurel::cli {

enum class CheckInStep {
  kRecord,
  kCorrect,     // another one stands at the same time: this one supersedes it
  kNothing,     // it stands there
  kNothingNow,  // it stood there, and somebody has corrected it since: theirs stays
};

struct CheckInPlan {
  CheckInStep step = CheckInStep::kRecord;
  std::string supersedes;  // kCorrect: which one
};

// The same value, health, confidence and comment. Values are compared as numbers; health that `wanted` does
// not say is no difference.
bool SaysTheSame(const goals::v1::CheckIn& wanted, const goals::v1::CheckIn& other);

// `there`: check-ins of any time of the same goal and key result.
CheckInPlan PlanFor(const goals::v1::CheckIn& wanted, const std::vector<goals::v1::CheckIn>& there);

// The same for the same request, whenever and from whichever file it is made: sent twice it has one effect.
std::string RequestIdOf(const goals::v1::RecordCheckInRequest& request);

}  // namespace laurel::cli
