// Where a request refers to something of the service beside the one that it is about: found in its
// descriptor, so that no reference is forgotten. Pure functions.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/message.h"

namespace laurel::testing {

// Paths like "action_items.session" to what is in one of these collections ("feedback"); without what the
// server sets, what an update cannot write, and what the request is about: name, names, a required parent.
std::set<std::string> ReferencesIn(const google::protobuf::Descriptor& request,
                                   const std::vector<std::string>& collections);

// Writes the name there, in the first item of a list. False: the request does not hold the message that it
// would stand in.
bool SetReference(google::protobuf::Message& request, std::string_view path, const std::string& name);

}  // namespace laurel::testing
