// Text as people type it, measured as the contract measures it. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace laurel::api {

// Unicode code points of valid UTF-8.
std::size_t CodePoints(std::string_view utf8);
bool IsValidUtf8(std::string_view text);
// Without leading and trailing Unicode white space; empty when nothing of it can be seen.
std::string_view Trim(std::string_view utf8);
// A control character (U+0000–U+001F, U+007F–U+009F) other than newline and tab, or, when single_line, any of
// them; or one that turns the direction of what follows (U+202A–U+202E, U+2066–U+2069): a reader would see
// another text than was written.
bool HasForbiddenControl(std::string_view utf8, bool single_line);
// ASCII letters lowered: what makes two email addresses the same.
std::string LowerAscii(std::string_view text);
// One address "local@domain" without quotes and comments (a part of RFC 5321's), at most 254 bytes; the
// domain has a dot.
bool IsEmail(std::string_view text);
// At least one character, all of them visible ASCII, no space: identifiers of other systems.
bool IsVisibleAscii(std::string_view text);
// RFC 4122 text form, any case.
bool IsUuid(std::string_view text);
// Absolute http or https, with a host, without user and password.
bool IsHttpUrl(std::string_view text);
// What makes two emoji the same: the text without U+FE0F, which asks for colour where that is not the rule.
std::string EmojiKey(std::string_view emoji);
// "-12.5": at most 15 digits, at most 6 of them after the point; no exponent, no plus sign.
bool IsDecimal(std::string_view text);

}  // namespace laurel::api
