// The whole command: words in, exit code out.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/app/context.h"

namespace laurel::cli {

// `arguments` without the name of the program.
int Run(std::vector<std::string> arguments, const Surroundings& surroundings);

}  // namespace laurel::cli
