// The statements of an SQL file, as the parts that a server takes one at a time. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace laurel::sql {

// A statement ends with ";" at the end of a line; lines that begin with "--" are comments.
std::vector<std::string> SplitStatements(std::string_view text);

}  // namespace laurel::sql
