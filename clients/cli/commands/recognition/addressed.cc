#include "clients/cli/commands/recognition/addressed.h"

#include <algorithm>
#include <optional>

#include "clients/cli/commands/arguments.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/output/text.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

// No name has more; asking for longer texts would only cost time.
constexpr std::ptrdiff_t kMostWordsOfAName = 5;
constexpr std::size_t kLongestName = 120;
constexpr std::size_t kShownOfText = 60;

bool MayBeAName(const std::string& text) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
  return !api::Trim(text).empty() && text != "-" && text.size() <= kLongestName &&
         std::ranges::none_of(text, is_control) && std::ranges::count(text, ' ') < kMostWordsOfAName;
}

// The same error, with what may have been meant.
absl::Status Or(const absl::Status& status, std::string_view what) {
  if (ReasonOf(status) != kUsageReason) return status;
  return Error(status.code(), kUsageReason, fmt::format("{}; {}", std::string(status.message()), what));
}

// The one who is called so; nothing when nobody is. An address that is nobody's is a mistake, no message.
absl::StatusOr<std::optional<std::string>> Somebody(Context& context, const std::string& text) {
  if (!MayBeAName(text)) return std::nullopt;
  const auto person = PersonArgument(context, text);
  if (person.ok()) return *person;
  if (!absl::IsNotFound(person.status())) {
    return Or(person.status(), fmt::format("if it is your message: --message \"{}\"", text));
  }
  if (api::IsEmail(text)) return person.status();
  return std::nullopt;
}

absl::StatusOr<std::string> Who(Context& context, const std::string& text) {
  if (!MayBeAName(text)) {
    return UsageError(fmt::format("\"{}\" is nobody's name: say whom you thank, and your message last: {}",
                                  Shortened(OneLine(text), kShownOfText), kThankUsage));
  }
  const auto person = PersonArgument(context, text);
  if (absl::IsNotFound(person.status())) return Or(person.status(), kThankUsage);
  return person;
}

}  // namespace

absl::StatusOr<Addressed> ReadAddressed(Context& context, const std::vector<std::string>& typed,
                                        bool elsewhere, const std::string& message) {
  Addressed addressed;
  std::vector<std::string> people = typed;
  std::optional<std::string> last;
  if (!message.empty()) {
    ASSIGN_OR_RETURN(addressed.words, TextArgument(context, message));
  } else if (people.size() > 1 || (elsewhere && !people.empty())) {
    ASSIGN_OR_RETURN(last, Somebody(context, people.back()));
    if (!last) {
      ASSIGN_OR_RETURN(addressed.words, TextArgument(context, people.back()));
    } else {
      addressed.taken_for_a_name = people.back();
    }
    people.pop_back();
  }
  for (const std::string& who : people) {
    ASSIGN_OR_RETURN(const std::string person, Who(context, who));
    addressed.people.push_back(person);
  }
  if (last) addressed.people.push_back(*last);
  return addressed;
}

}  // namespace laurel::cli
