// The refusals that several resources of this service share. Pure.
#pragma once

#include <string_view>

#include "common/status/error.h"
#include "common/status/refusals.h"

namespace laurel::goals {

// A goal named inside a request: unknown, or not readable by the caller: one text for both.
inline Error NoSuchGoal(std::string_view path) { return InvalidField(path, "there is no such goal"); }

}  // namespace laurel::goals
