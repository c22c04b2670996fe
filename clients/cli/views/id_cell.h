// One resource in a table: its short id for people, its name for programs. A pure function.
#pragma once

#include <string>

#include "clients/cli/ids/short_id.h"
#include "clients/cli/output/table.h"

namespace laurel::cli {

// Empty for none.
inline Cell IdCell(const std::string& name) {
  return name.empty() ? Cell("") : Cell(ShortIds({name}).Of(name), name);
}

}  // namespace laurel::cli
