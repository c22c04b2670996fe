#include "services/recognition/reaction/rules.h"

#include <re2/re2.h>

#include "common/status/error.h"

namespace laurel::recognition::reaction {

absl::Status CheckEmoji(std::string_view emoji) {
  // Two letters of a region are a flag; one alone, or beside other symbols, is half of one.
  static const auto& flag = *new RE2(R"([\x{1F1E6}-\x{1F1FF}]{2})");
  static const auto& half_flag = *new RE2(R"([\x{1F1E6}-\x{1F1FF}])");
  static const auto& keycap = *new RE2(R"([0-9#*]\x{FE0F}?\x{20E3})");
  // A flag of a part of a country: tags are drawn nowhere else, so that anything with some would look the
  // same.
  static const auto& region = *new RE2(R"(\x{1F3F4}[\x{E0030}-\x{E0039}\x{E0061}-\x{E007A}]{3,6}\x{E007F})");
  // A symbol, drawn in colour or of a skin; then joined ones.
  static const auto& symbols = *new RE2(
      R"((?:\p{So}\x{FE0F}?[\x{1F3FB}-\x{1F3FF}]?)(?:\x{200D}\p{So}\x{FE0F}?[\x{1F3FB}-\x{1F3FF}]?)*)");
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

}  // namespace laurel::recognition::reaction
