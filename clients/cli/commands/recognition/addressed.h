// Who is thanked and with which words: `laurel thank ana ben "stayed two hours"`. The words stand last; what
// stands last is a person instead when it is somebody's name.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"

namespace laurel::cli {

struct Addressed {
  std::vector<std::string> people;  // "people/…", as typed
  std::string words;                // empty: none were typed
};

// What `typed` is taken to mean. `elsewhere`: whom it goes to is said already (a team, an add-on), so that
// one alone may be the words. USAGE and NOT_FOUND as looking people up answers them.
absl::StatusOr<Addressed> ReadAddressed(Context& context, const std::vector<std::string>& typed,
                                        bool elsewhere);

}  // namespace laurel::cli
