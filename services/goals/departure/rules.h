// What becomes of a goal when its owner leaves. Pure functions; thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "laurel/goals/v1/goal.pb.h"

namespace laurel::goals::departure {

struct End {
  v1::GoalLifecycle lifecycle;
  std::string_view event;
};

// Of level PERSON, whose owner has left: a DRAFT is discarded, a proposal declined. nullopt: it stays as it
// is. `has_left` is asked about names.
std::optional<End> EndOf(const v1::Goal& goal, const std::function<bool(std::string_view)>& has_left);

}  // namespace laurel::goals::departure
