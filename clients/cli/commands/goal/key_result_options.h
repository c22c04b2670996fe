// Key results as options: `--metric csat --from 82 --to 90 --milestone "Write the guide" --binary "Publish
// it"`. Each begins with one of those three, or with --key-result; what follows up to the next is said of it.
#pragma once

#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "clients/cli/views/goal_view.h"

namespace laurel::cli {

// As typed; what was not is empty.
struct KeyResultWords {
  goals::v1::KeyResultKind kind = goals::v1::KEY_RESULT_KIND_UNSPECIFIED;
  std::string title, metric, from, to, stretch, unit, weight, direction;
};

// Where options put what was typed. Their order is asked of the command itself.
struct KeyResultOptions {
  std::vector<std::string> titles, metrics, milestones, binaries, froms, tos, stretches, units, weights,
      directions;
};

void AddKeyResultOptions(CLI::App& command, KeyResultOptions& options);

struct KeyResultsTyped {
  std::vector<KeyResultWords> key_results;
  std::string weight;  // said before all of them: of the goal itself
};
// Of a command that has been parsed. USAGE for what is said of no key result, or twice of one.
absl::StatusOr<KeyResultsTyped> ReadKeyResults(const CLI::App& command);

// Those of a metric get its title where they have none of their own. USAGE with the metrics that there are
// for another one.
absl::StatusOr<std::vector<KeyResult>> ToKeyResults(Context& context,
                                                    const std::vector<KeyResultWords>& words);

absl::StatusOr<std::vector<Metric>> ListMetrics(Context& context);

}  // namespace laurel::cli
