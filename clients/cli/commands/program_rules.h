// The rules of recognition as `key=value`: the fields of the contract's Program by name, so that one added
// there is known here. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/output/table.h"
#include "laurel/recognition/v1/program.pb.h"

namespace laurel::cli {

// "max-each", …
std::vector<std::string> RuleKeys();

// Puts "max-each=20" into the program and answers the field that it set; USAGE for another key or a value
// that is none.
absl::StatusOr<std::string> ApplyRule(std::string_view assignment, recognition::v1::Program& program);

// Key, value as it is typed, and what it means.
Table RuleTable(const recognition::v1::Program& program);

}  // namespace laurel::cli
