#include "clients/cli/output/text.h"

#include <locale.h>
#include <wchar.h>

#include <algorithm>
#include <functional>

#include "fmt/format.h"

namespace laurel::cli {
namespace {

// mbrtowc and wcwidth speak the locale of the thread: for as long as this lives, that of UTF-8.
class Utf8Scope {
 public:
  Utf8Scope() : former_(uselocale(Utf8())) {}
  ~Utf8Scope() { uselocale(former_); }
  Utf8Scope(const Utf8Scope&) = delete;
  Utf8Scope& operator=(const Utf8Scope&) = delete;

 private:
  static locale_t Utf8() {
    static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
  }
  locale_t former_;
};

struct Character {
  wchar_t code;  // 0 when the bytes are no UTF-8
  std::string_view bytes;
};

void ForEachCharacter(std::string_view text, const std::function<bool(const Character&)>& visit) {
  const Utf8Scope scope;
  while (!text.empty()) {
    wchar_t code = 0;
    mbstate_t state = {};
    std::size_t length = mbrtowc(&code, text.data(), text.size(), &state);
    const bool broken = length == static_cast<std::size_t>(-1) || length == static_cast<std::size_t>(-2);
    if (broken || length == 0) length = 1;
    if (!visit({broken ? L'\0' : code, text.substr(0, length)})) return;
    text.remove_prefix(length);
  }
}

bool Reorders(wchar_t code) {
  return code == 0x061c || code == 0x200e || code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069);
}

bool IsControl(wchar_t code) { return code < 0x20 || (code >= 0x7f && code <= 0x9f); }

std::string Visible(std::string_view text, bool one_line) {
  std::string out;
  ForEachCharacter(text, [&](const Character& c) {
    if (c.code == L'\n' || c.code == L'\t') {
      out += !one_line ? c.bytes : c.code == L'\n' ? "↵" : " ";
    } else if (c.code == 0 && c.bytes != std::string_view("\0", 1)) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c.bytes.front()));
    } else if (IsControl(c.code)) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned>(c.code));
    } else if (Reorders(c.code)) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c.code));
    } else {
      out += c.bytes;
    }
    return true;
  });
  return out;
}

std::size_t CellsOf(wchar_t code) {
  const int width = wcwidth(code);
  return width < 0 ? 1 : static_cast<std::size_t>(width);
}

}  // namespace

std::string OneLine(std::string_view text) { return Visible(text, true); }
std::string ManyLines(std::string_view text) { return Visible(text, false); }

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  ForEachCharacter(text, [&](const Character& c) {
    width += CellsOf(c.code);
    return true;
  });
  return width;
}

std::string Shortened(std::string_view text, std::size_t width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  std::string out;
  std::size_t used = 1;  // the ellipsis
  ForEachCharacter(text, [&](const Character& c) {
    used += CellsOf(c.code);
    if (used > width) return false;
    out += c.bytes;
    return true;
  });
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "…";
}

namespace {

// A word that is wider than a line goes over as many as it needs.
void AppendWord(std::string_view word, std::size_t width, std::vector<std::string>& lines) {
  const std::size_t used = DisplayWidth(lines.back());
  if (used > 0 && used + 1 + DisplayWidth(word) <= width) {
    lines.back() += fmt::format(" {}", word);
    return;
  }
  if (used > 0) lines.emplace_back();
  std::size_t cells = 0;
  ForEachCharacter(word, [&](const Character& c) {
    if (cells + CellsOf(c.code) > width && cells > 0) {
      lines.emplace_back();
      cells = 0;
    }
    lines.back() += c.bytes;
    cells += CellsOf(c.code);
    return true;
  });
}

}  // namespace

std::vector<std::string> Wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = OneLine(text.substr(begin, end - begin));
    begin = end + 1;
    if (DisplayWidth(line) <= width) {
      lines.push_back(line);
      continue;
    }
    lines.emplace_back();
    for (std::size_t word = 0; word < line.size();) {
      const std::size_t blank = std::min(line.find(' ', word), line.size());
      if (blank > word) AppendWord(std::string_view(line).substr(word, blank - word), width, lines);
      word = blank + 1;
    }
  }
  return lines;
}

std::string Styled(std::string_view text, Style style, bool colours) {
  if (!colours || style == Style::kPlain || text.empty()) return std::string(text);
  const char* code = "";
  switch (style) {
    case Style::kPlain:
      break;
    case Style::kStrong:
      code = "1";
      break;
    case Style::kDim:
      code = "2";
      break;
    case Style::kGood:
      code = "32";
      break;
    case Style::kWarning:
      code = "33";
      break;
    case Style::kBad:
      code = "31";
      break;
    case Style::kAccent:
      code = "36";
      break;
  }
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

}  // namespace laurel::cli
