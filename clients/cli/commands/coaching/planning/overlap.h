// Plans that are in each other's way.
#pragma once

#include "CLI/App.hpp"
#include "absl/status/status.h"
#include "clients/cli/app/context.h"

namespace laurel::cli {

// --allow-overlap.
void AddAllowOverlap(CLI::App& command, bool& allow_overlap);

// The service's OVERLAP in words: who is busy and when, by name and in the time of whoever reads it. Any
// other error unchanged.
absl::Status ToldKindly(Context& context, const absl::Status& failure);

}  // namespace laurel::cli
