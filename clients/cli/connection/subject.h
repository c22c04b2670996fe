// What an error of a state is about: what the command is about itself, or something else that the request
// names, such as the goal that another one is to be a part of. Pure functions.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace laurel::cli {

struct Subject {
  std::string name;   // "goals/…"
  std::string field;  // of the request, where it stands; empty: the request does not name it
};

// The same error, which remembers its subject when that is not what `request` is about: not its name or
// parent, nor what these are below of.
absl::Status WithSubject(const absl::Status& status, const google::protobuf::Message& request);

// That subject; nothing where an error has none, or is about what the command is about.
std::optional<Subject> OtherSubject(const absl::Status& status);

}  // namespace laurel::cli
