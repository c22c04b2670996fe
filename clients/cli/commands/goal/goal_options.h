// What a goal says, as options: what `create`, `propose` and `update` share.
#pragma once

#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/status.h"
#include "clients/cli/app/context.h"
#include "clients/cli/views/goal_view.h"

namespace laurel::cli {

// As typed.
struct GoalOptions {
  std::string description, start, by, team, parent, visibility;
  std::vector<std::string> owners;
};

void AddGoalOptions(CLI::App& command, GoalOptions& options);

// Puts what was given into the goal, "none" clears; names of the fields that it set are added to `fields`.
// Nothing is asked of a service before the days have been understood.
absl::Status Apply(Context& context, const GoalOptions& options, Goal& goal,
                   std::vector<std::string>& fields);

}  // namespace laurel::cli
