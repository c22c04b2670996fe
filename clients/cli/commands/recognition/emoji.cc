#include "clients/cli/commands/recognition/emoji.h"

#include "common/api/text.h"

namespace laurel::cli {

const std::vector<NamedEmoji>& NamedEmojis() {
  static const auto* const all =
      new std::vector<NamedEmoji>{{"clap", "👏"},   {"heart", "❤️"}, {"thumbs-up", "👍"}, {"party", "🎉"},
                                  {"thanks", "🙏"}, {"strong", "💪"},     {"fire", "🔥"},      {"star", "⭐"},
                                  {"rocket", "🚀"}, {"smile", "😊"},      {"laugh", "😂"},     {"wow", "😮"}};
  return *all;
}

std::string EmojiFrom(std::string_view text) {
  std::string name = api::LowerAscii(api::Trim(text));
  if (name.size() > 2 && name.starts_with(':') && name.ends_with(':')) name = name.substr(1, name.size() - 2);
  for (const NamedEmoji& one : NamedEmojis()) {
    if (one.name == name) return std::string(one.emoji);
  }
  return std::string(text);
}

}  // namespace laurel::cli
