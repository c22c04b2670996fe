#include "clients/cli/ids/word_match.h"

#include <algorithm>
#include <string>

#include "common/api/text.h"
#include "fmt/format.h"

namespace laurel::cli {

bool WordsBegin(std::string_view typed, std::string_view name) {
  const std::string words = fmt::format(" {}", api::LowerAscii(name));
  while (!typed.empty()) {
    const std::size_t end = std::min(typed.find(' '), typed.size());
    if (end > 0 && words.find(fmt::format(" {}", api::LowerAscii(typed.substr(0, end)))) == std::string::npos)
      return false;
    typed.remove_prefix(std::min(end + 1, typed.size()));
  }
  return true;
}

}  // namespace laurel::cli
