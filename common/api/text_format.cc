// What texts of a given format look like. Each refuses more than its RFC does: what is left over works
// everywhere.
#include <algorithm>
#include <cctype>
#include <initializer_list>

#include "absl/strings/ascii.h"
#include "common/api/text.h"

namespace laurel::api {
namespace {

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsAlnum(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); }
bool IsAscii(char c) { return absl::ascii_isascii(static_cast<unsigned char>(c)); }

// Parts between dots, none of them empty, each accepted by `accepts`.
template <typename Accepts>
bool AllParts(std::string_view text, Accepts accepts) {
  while (true) {
    const std::string_view part = text.substr(0, text.find('.'));
    if (part.empty() || !accepts(part)) return false;
    if (part.size() == text.size()) return true;
    text.remove_prefix(part.size() + 1);
  }
}

// What RFC 5322 allows in an atom besides letters and digits. Letters beyond ASCII are welcome as well (RFC
// 6531).
constexpr std::string_view kAtomMarks = "!#$%&'*+-/=?^_`{|}~";

bool IsAtom(std::string_view part) {
  return std::all_of(part.begin(), part.end(), [](char c) {
    return IsAlnum(c) || !IsAscii(c) || kAtomMarks.find(c) != std::string_view::npos;
  });
}

bool IsDomainLabel(std::string_view part) {
  return part.size() <= 63 && part.front() != '-' && part.back() != '-' &&
         std::all_of(part.begin(), part.end(), [](char c) { return IsAlnum(c) || !IsAscii(c) || c == '-'; });
}

bool HasInnerWhiteSpace(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (Trim(text.substr(i)).size() != text.size() - i) return true;
  }
  return false;
}

}  // namespace

bool IsEmail(std::string_view text) {
  constexpr std::size_t kLongest = 254;
  constexpr std::size_t kLongestLocal = 64;
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at > kLongestLocal || text.size() > kLongest) return false;
  const std::string_view domain = text.substr(at + 1);
  return domain.find('.') != std::string_view::npos && AllParts(text.substr(0, at), IsAtom) &&
         AllParts(domain, IsDomainLabel) && !HasInnerWhiteSpace(text) && !HasForbiddenControl(text, true);
}

bool IsVisibleAscii(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c));
  });
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : !absl::ascii_isxdigit(static_cast<unsigned char>(text[i]))) return false;
  }
  return true;
}

bool IsHttpUrl(std::string_view text) {
  const std::string scheme = LowerAscii(text.substr(0, text.find("://")));
  if ((scheme != "http" && scheme != "https") || text.size() < scheme.size() + 3) return false;
  constexpr std::string_view kNeverInUrls = " \"<>\\^`{|}";
  if (text.find_first_of(kNeverInUrls) != std::string_view::npos || HasForbiddenControl(text, true))
    return false;
  const std::string_view rest = text.substr(scheme.size() + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  // "https://bank.example@evil.example" leads elsewhere than a reader believes.
  if (authority.find('@') != std::string_view::npos) return false;
  const bool bracketed = authority.starts_with('[');  // An IPv6 address.
  const std::size_t host_end = bracketed ? authority.find(']') : authority.find(':');
  const std::string_view host = authority.substr(0, host_end);
  std::string_view port = host_end == std::string_view::npos ? "" : authority.substr(host_end);
  if (bracketed && !port.empty()) port.remove_prefix(1);
  if (!port.empty() && port.front() != ':') return false;
  const bool port_ok = std::all_of(port.begin(), port.end(), [](char c) { return c == ':' || IsDigit(c); }) &&
                       std::count(port.begin(), port.end(), ':') <= 1 && port.size() != 1 && port.size() <= 6;
  if (bracketed) return port_ok && host.size() > 1 && host_end != std::string_view::npos;
  return port_ok && !host.empty();
}

bool IsDecimal(std::string_view text) {
  constexpr std::size_t kDigits = 15;
  constexpr std::size_t kDigitsAfterPoint = 6;
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
  return !whole.empty() && (point == std::string_view::npos || !fraction.empty()) &&
         std::all_of(whole.begin(), whole.end(), IsDigit) &&
         std::all_of(fraction.begin(), fraction.end(), IsDigit) && fraction.size() <= kDigitsAfterPoint &&
         whole.size() + fraction.size() <= kDigits;
}

}  // namespace laurel::api
