// Text on a terminal: what other people wrote cannot move the cursor or change colours, and columns line up
// although some characters are two cells wide and others none. Pure functions, independent of the process's
// locale.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace laurel::cli {

// Control characters, characters that reorder text, and bytes that are no UTF-8 become visible: "\x1b",
// "\u202e". Newline becomes "↵" and tab a space.
std::string OneLine(std::string_view text);
// The same, with newline and tab kept.
std::string ManyLines(std::string_view text);

// Terminal cells of text that has passed OneLine.
std::size_t DisplayWidth(std::string_view text);
// The beginning that fits into `width` cells, ending in "…" when something was cut off. `width` >= 1.
std::string Shortened(std::string_view text, std::size_t width);

// The same text in lines of at most `width` cells, broken between words where there are any; its own lines
// stay. Control characters become visible as in OneLine. `width` >= 1.
std::vector<std::string> Wrapped(std::string_view text, std::size_t width);

enum class Style { kPlain, kStrong, kDim, kGood, kWarning, kBad, kAccent };

// A part of a line in a style of its own.
struct Span {
  std::string text;
  Style style = Style::kPlain;
};
using SpanLine = std::vector<Span>;

// With the terminal's colour around it, or unchanged when `colours` is false.
std::string Styled(std::string_view text, Style style, bool colours);

}  // namespace laurel::cli
