// The refusals that several resources of this service share. Pure.
#pragma once

#include <string>
#include <string_view>

#include "common/status/error.h"
#include "common/status/refusals.h"

namespace laurel::recognition {

// A recognition named inside a request: unknown, or not readable by the caller: one text for both.
inline Error NoSuchRecognition(std::string_view path) {
  return InvalidField(path, "there is no such recognition");
}

inline Error NoSuchValue(std::string_view path) { return InvalidField(path, "there is no such value"); }

inline Error TooManyReactions(std::string_view recognition, int most) {
  return Refused("TOO_MANY_REACTIONS", recognition,
                 "so many different emoji are all that one person reacts with: remove one first")
      .With("max", std::to_string(most));
}

}  // namespace laurel::recognition
