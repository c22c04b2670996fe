// Names found by what somebody types of them. A pure function.
#pragma once

#include <string_view>

namespace laurel::cli {

// Every word typed begins a word of the name, in any order and case: "per an" of "Ana Pereira". Of nothing
// typed it is true.
bool WordsBegin(std::string_view typed, std::string_view name);

}  // namespace laurel::cli
