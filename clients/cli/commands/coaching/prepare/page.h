// A preparation on the screen: one page for people, groups for programs.
#pragma once

#include "clients/cli/app/context.h"
#include "clients/cli/commands/coaching/prepare/preparation.h"

namespace laurel::cli {

// What could not be read is said on the page; to programs on standard error, and its group is left out.
void PrintPreparation(Context& context, const Preparation& preparation);

}  // namespace laurel::cli
