#include "clients/cli/commands/recognition/addressed.h"

#include <algorithm>
#include <optional>

#include "clients/cli/commands/arguments.h"
#include "common/api/text.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

// No name has more; asking for longer texts would only cost time.
constexpr std::ptrdiff_t kMostWordsOfAName = 5;
constexpr std::size_t kLongestName = 120;

bool MayBeAName(const std::string& text) {
  return !api::Trim(text).empty() && text != "-" && text.size() <= kLongestName &&
         text.find('\n') == std::string::npos && std::ranges::count(text, ' ') < kMostWordsOfAName;
}

// The one who is called so; nothing when nobody is. An address that is nobody's is a mistake, no message.
absl::StatusOr<std::optional<std::string>> Somebody(Context& context, const std::string& text) {
  if (!MayBeAName(text)) return std::nullopt;
  const auto person = PersonArgument(context, text);
  if (person.ok()) return *person;
  if (person.status().code() != absl::StatusCode::kNotFound || api::IsEmail(text)) return person.status();
  return std::nullopt;
}

}  // namespace

absl::StatusOr<Addressed> ReadAddressed(Context& context, const std::vector<std::string>& typed,
                                        bool elsewhere) {
  Addressed addressed;
  std::vector<std::string> people = typed;
  std::optional<std::string> last;
  if (people.size() > 1 || (elsewhere && !people.empty())) {
    ASSIGN_OR_RETURN(last, Somebody(context, people.back()));
    if (!last) {
      ASSIGN_OR_RETURN(addressed.words, TextArgument(context, people.back()));
    }
    people.pop_back();
  }
  for (const std::string& who : people) {
    ASSIGN_OR_RETURN(const std::string person, PersonArgument(context, who));
    addressed.people.push_back(person);
  }
  if (last) addressed.people.push_back(*last);
  return addressed;
}

}  // namespace laurel::cli
