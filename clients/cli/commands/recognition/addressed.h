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
  std::string taken_for_a_name;     // what stood last and might have been meant as the words; or empty
};

// Said of whatever is missing or not understood.
inline constexpr char kThankUsage[] = "laurel thank WHO... \"message\"";

// What `typed` is taken to mean. `elsewhere`: whom it goes to is said already (a team, an add-on), so that
// one alone may be the words. `message`: what --message says; then all of `typed` are people. USAGE and
// NOT_FOUND as looking people up answers them, and what to type instead.
absl::StatusOr<Addressed> ReadAddressed(Context& context, const std::vector<std::string>& typed,
                                        bool elsewhere, const std::string& message);

}  // namespace laurel::cli
