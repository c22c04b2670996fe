// The emojis that are used most by names that a keyboard has; any other one is typed as it is. Pure
// functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace laurel::cli {

struct NamedEmoji {
  std::string_view name;
  std::string_view emoji;
};
const std::vector<NamedEmoji>& NamedEmojis();

// "👏" of "clap" and ":clap:"; any other text is itself.
std::string EmojiFrom(std::string_view text);

}  // namespace laurel::cli
