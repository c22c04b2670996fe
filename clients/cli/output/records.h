// Messages for programs: protobuf's JSON mapping, and the same as YAML. Pure functions.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace laurel::cli {

using Records = std::vector<const google::protobuf::Message*>;
// Lists under names, in this order.
using RecordGroups = std::vector<std::pair<std::string, Records>>;

std::string Json(const google::protobuf::Message& record);      // one object, indented
std::string JsonLine(const google::protobuf::Message& record);  // one object on one line
std::string Json(const Records& records);                       // an array
std::string Json(const RecordGroups& groups);                   // an object of arrays

// The same document in YAML; `json` is what the functions above return.
std::string Yaml(const std::string& json);

}  // namespace laurel::cli
