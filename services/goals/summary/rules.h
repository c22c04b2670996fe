// Goals in numbers: which goals count, and how the numbers come about. Pure functions; thread-safe. Ids, not
// names.
#pragma once

#include <gmpxx.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "common/summary/population.h"
#include "laurel/goals/v1/goal.pb.h"

namespace laurel::goals::summary {

using laurel::summary::People;

// A goal that counts: of level PERSON or TEAM, which was or is ACTIVE.
struct Counted {
  std::string id;
  std::vector<std::string> owners = {};
  v1::GoalLifecycle lifecycle = v1::GOAL_LIFECYCLE_UNSPECIFIED;
  v1::GoalHealth health = v1::GOAL_HEALTH_UNSPECIFIED;  // as it is now
  std::int64_t units = 0;                               // its progress
  bool checked_in = false;                              // in the last 30 days of the window
};

// The numbers of some people: a goal of several of them counts once.
struct Numbers {
  std::int64_t people = 0;
  std::int64_t people_with_goals = 0;
  std::int64_t active = 0;
  std::int64_t fresh = 0;
  std::map<v1::GoalLifecycle, std::int64_t> by_lifecycle = {};
  std::map<v1::GoalHealth, std::int64_t> by_health = {};
  std::vector<std::string> goals = {};
  mpz_class units = 0;  // of all of them together
};
Numbers NumbersOf(const People& people, const std::vector<Counted>& goals);

// Of all goals, as the sum of their units tells it: half up to 6 places; "" without any. Nothing when the
// fraction that the units stand for may be rounded either way (progress/rules.h).
std::optional<std::string> MeanProgress(const Numbers& numbers);

}  // namespace laurel::goals::summary
