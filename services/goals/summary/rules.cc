#include "services/goals/summary/rules.h"

#include <algorithm>

#include "services/goals/progress/rules.h"

namespace laurel::goals::summary {

Numbers NumbersOf(const People& people, const std::vector<Counted>& goals) {
  Numbers numbers;
  numbers.people = static_cast<std::int64_t>(people.size());
  People with_goals;
  for (const Counted& goal : goals) {
    bool theirs = false;
    for (const std::string& owner : goal.owners) {
      if (!people.contains(owner)) continue;
      theirs = true;
      with_goals.insert(owner);
    }
    if (!theirs) continue;
    numbers.goals.push_back(goal.id);
    numbers.units += goal.units;
    ++numbers.by_lifecycle[goal.lifecycle];
    if (goal.lifecycle != v1::GOAL_LIFECYCLE_ACTIVE) continue;
    ++numbers.active;
    ++numbers.by_health[goal.health];
    numbers.fresh += goal.checked_in ? 1 : 0;
  }
  numbers.people_with_goals = static_cast<std::int64_t>(with_goals.size());
  return numbers;
}

std::optional<std::string> MeanProgress(const Numbers& numbers) {
  if (numbers.goals.empty()) return "";
  // Rounded down once more. What each stands for lies at most so far above its units as RoundedUnits takes
  // into account, and so does the mean: what is cut off here is less than one unit, and rounding changes at
  // whole ones.
  const mpz_class mean = numbers.units / mpz_class(numbers.goals.size());
  return progress::RoundedUnits(mean.get_si());
}

}  // namespace laurel::goals::summary
