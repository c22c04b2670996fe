// Where a request refers to sessions, feedback or action items beside the one that it is about: found in its
// descriptor, so that no reference is forgotten. Pure functions.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "google/protobuf/message.h"

namespace laurel::feedback::testing {

// Paths like "action_items.session"; without what the server sets and what an update cannot write.
std::set<std::string> ReferencesIn(const google::protobuf::Descriptor& request);

// Writes the name there, in the first item of a list. False: the request does not hold the message that it
// would stand in.
bool SetReference(google::protobuf::Message& request, std::string_view path, const std::string& name);

}  // namespace laurel::feedback::testing
