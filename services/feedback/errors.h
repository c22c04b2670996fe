// The refusals of this service that common/status/refusals.h does not have. Pure; thread-safe.
#pragma once

#include <string_view>

#include "common/status/error.h"

namespace laurel::feedback {

// A session named inside a request: unknown, or not readable by the caller: one text for both.
inline Error NoSuchSession(std::string_view path) { return InvalidField(path, "there is no such session"); }

}  // namespace laurel::feedback
