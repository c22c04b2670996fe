// The whole week or month of which a summary tells, as it is typed.
#pragma once

#include <string>

#include "CLI/App.hpp"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "clients/cli/app/context.h"

namespace laurel::cli {

struct SummaryOptions {
  std::string team, week, month;
};

struct Window {
  absl::CivilDay start;
  bool is_week = false;  // else a month
  std::string title;     // "November", "the week from Mon 16 Nov on"
};

// --team, --week and --month.
void AddSummaryOptions(CLI::App& command, SummaryOptions& options);
// This month when neither was given.
absl::StatusOr<Window> WindowOf(const Context& context, const SummaryOptions& options);

}  // namespace laurel::cli
