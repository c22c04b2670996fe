#include "services/recognition/reaction/rules.h"

#include <re2/re2.h>

#include <algorithm>

#include "common/status/error.h"
#include "fmt/format.h"

namespace laurel::recognition::reaction {
namespace {

// A symbol, drawn in colour or of a skin. Some emoji are of other categories: ‼ ⁉ ℹ ↔ ◻ ◼ ◽ ◾ ⤴ ⤵ 〰 〽.
constexpr std::string_view kSymbol =
    R"([\p{So}\x{203C}\x{2049}\x{2139}\x{2194}\x{25FB}-\x{25FE}\x{2934}\x{2935}\x{3030}\x{303D}])"
    R"(\x{FE0F}?[\x{1F3FB}-\x{1F3FF}]?)";

}  // namespace

absl::Status CheckEmoji(std::string_view emoji) {
  // Two letters of a region are a flag; one alone, or beside other symbols, is half of one.
  static const auto& flag = *new RE2(R"([\x{1F1E6}-\x{1F1FF}]{2})");
  static const auto& half_flag = *new RE2(R"([\x{1F1E6}-\x{1F1FF}])");
  static const auto& keycap = *new RE2(R"([0-9#*]\x{FE0F}?\x{20E3})");
  // A flag of a part of a country: tags are drawn nowhere else, so that anything with some would look the
  // same.
  static const auto& region = *new RE2(R"(\x{1F3F4}[\x{E0030}-\x{E0039}\x{E0061}-\x{E007A}]{3,6}\x{E007F})");
  static const auto& symbols = *new RE2(fmt::format(R"({0}(?:\x{{200D}}{0})*)", kSymbol));
  // Boxes, blocks and Braille are symbols, too.
  static const auto& pattern = *new RE2(R"([\x{2500}-\x{259F}\x{2800}-\x{28FF}])");
  const re2::StringPiece text(emoji.data(), emoji.size());
  const bool is_one =
      RE2::PartialMatch(text, half_flag)
          ? RE2::FullMatch(text, flag)
          : RE2::FullMatch(text, keycap) || RE2::FullMatch(text, region) || RE2::FullMatch(text, symbols);
  if (is_one && !RE2::PartialMatch(text, pattern)) return absl::OkStatus();
  return InvalidField("reaction.emoji", "is not one emoji");
}

std::vector<int> FreePlaces(const std::vector<int>& taken) {
  std::vector<int> free;
  for (int place = 0; place < kMostReactions; ++place) {
    if (std::ranges::count(taken, place) == 0) free.push_back(place);
  }
  return free;
}

}  // namespace laurel::recognition::reaction
