#include "common/api/text.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"

namespace laurel::api {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Takes one code point off the front; nullopt when what stands there is not UTF-8 (RFC 3629: no overlong
// forms, no surrogates, nothing above U+10FFFF).
std::optional<char32_t> TakeCodePoint(std::string_view& rest) {
  const auto lead = static_cast<unsigned char>(rest.front());
  const std::size_t size = lead < 0x80   ? 1
                           : lead < 0xC2 ? 0
                           : lead < 0xE0 ? 2
                           : lead < 0xF0 ? 3
                           : lead < 0xF5 ? 4
                                         : 0;
  if (size == 0 || rest.size() < size) return std::nullopt;
  char32_t code_point = size == 1 ? lead : lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if (!IsContinuation(rest[i])) return std::nullopt;
    code_point = (code_point << 6) | (static_cast<unsigned char>(rest[i]) & 0x3FU);
  }
  const bool overlong = (size == 3 && code_point < 0x800) || (size == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (overlong || surrogate || code_point > 0x10FFFF) return std::nullopt;
  rest.remove_prefix(size);
  return code_point;
}

// The Unicode property White_Space.
bool IsWhiteSpace(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

// Of Unicode's Default_Ignorable_Code_Point: drawn as nothing, unless beside something else.
bool IsInvisible(char32_t c) {
  return c == 0xAD || c == 0x034F || c == 0x061C || c == 0x115F || c == 0x1160 || c == 0x17B4 ||
         c == 0x17B5 || (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0x3164 ||
         (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFFA0 || (c >= 0xFFF0 && c <= 0xFFF8) ||
         (c >= 0xFFFE && c <= 0xFFFF) || (c >= 0x1BCA0 && c <= 0x1BCA3) || (c >= 0x1D173 && c <= 0x1D17A) ||
         (c >= 0xE0000 && c <= 0xE0FFF);
}

bool ShowsNothing(std::string_view text) {
  while (!text.empty()) {
    const auto code_point = TakeCodePoint(text);
    if (!code_point.has_value() || !(IsInvisible(*code_point) || IsWhiteSpace(*code_point))) return false;
  }
  return true;
}

// U+202A to U+202E, and U+2066 to U+2069.
bool TurnsDirection(std::string_view text) {
  if (text.size() < 3 || !text.starts_with("\xE2")) return false;
  const auto second = static_cast<unsigned char>(text[1]), third = static_cast<unsigned char>(text[2]);
  return (second == 0x80 && third >= 0xAA && third <= 0xAE) ||
         (second == 0x81 && third >= 0xA6 && third <= 0xA9);
}

std::string_view LastCharacter(std::string_view text) {
  std::size_t start = text.size() - 1;
  while (start > 0 && IsContinuation(text[start])) --start;
  return text.substr(start);
}

bool IsWhiteSpaceCharacter(std::string_view character) {
  const auto code_point = TakeCodePoint(character);
  return character.empty() && code_point.has_value() && IsWhiteSpace(*code_point);
}

}  // namespace

std::size_t CodePoints(std::string_view utf8) {
  return utf8.size() - static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), IsContinuation));
}

bool IsValidUtf8(std::string_view text) {
  while (!text.empty()) {
    if (!TakeCodePoint(text).has_value()) return false;
  }
  return true;
}

std::string_view Trim(std::string_view utf8) {
  // Nearly all texts begin and end with a letter or a digit.
  if (!utf8.empty() && absl::ascii_isgraph(static_cast<unsigned char>(utf8.front())) &&
      absl::ascii_isgraph(static_cast<unsigned char>(utf8.back()))) {
    return utf8;
  }
  while (!utf8.empty()) {
    std::string_view rest = utf8;
    const auto code_point = TakeCodePoint(rest);
    if (!code_point.has_value() || !IsWhiteSpace(*code_point)) break;
    utf8 = rest;
  }
  while (!utf8.empty() && IsWhiteSpaceCharacter(LastCharacter(utf8)))
    utf8.remove_suffix(LastCharacter(utf8).size());
  return ShowsNothing(utf8) ? std::string_view() : utf8;
}

bool HasForbiddenControl(std::string_view utf8, bool single_line) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte == '\n' || byte == '\t') {
      if (single_line) return true;
    } else if (byte < 0x20 || byte == 0x7F) {
      return true;
    } else if (byte == 0xC2 && i + 1 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) < 0xA0) {
      return true;  // U+0080 to U+009F are C2 80 to C2 9F.
    } else if (byte == 0xE2 && TurnsDirection(utf8.substr(i))) {
      return true;
    }
  }
  return false;
}

std::string LowerAscii(std::string_view text) {
  std::string lowered(text);
  absl::AsciiStrToLower(&lowered);
  return lowered;
}

std::string EmojiKey(std::string_view emoji) {
  constexpr std::string_view kInColour = "\uFE0F";
  std::string key(emoji);
  for (std::size_t at = key.find(kInColour); at != std::string::npos; at = key.find(kInColour, at))
    key.erase(at, kInColour.size());
  return key;
}

}  // namespace laurel::api
