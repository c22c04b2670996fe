// Text as people type it, measured as the contract measures it. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace laurel::api {

// Unicode code points of valid UTF-8.
std::size_t CodePoints(std::string_view utf8);
bool IsValidUtf8(std::string_view text);
// Without leading and trailing Unicode white space.
std::string_view Trim(std::string_view utf8);
// A control character (U+0000–U+001F, U+007F–U+009F) other than newline and tab, or, when single_line, any of them.
bool HasForbiddenControl(std::string_view utf8, bool single_line);
// ASCII letters lowered: what makes two email addresses the same.
std::string LowerAscii(std::string_view text);
bool IsEmail(std::string_view text);
bool IsUuid(std::string_view text);

}  // namespace laurel::api
