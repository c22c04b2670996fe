#include "clients/cli/commands/action_phrase.h"

#include <algorithm>

#include "clients/cli/connection/failure.h"
#include "common/api/text.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

bool Means(std::string_view who, const Participant& participant) {
  const std::string wanted = api::LowerAscii(who);
  if (wanted == "me") return participant.me;
  if (wanted == api::LowerAscii(participant.typed) || wanted == api::LowerAscii(participant.person.email()))
    return true;
  const std::string name = " " + api::LowerAscii(participant.person.display_name());
  return name.find(" " + wanted) != std::string::npos;
}

absl::Status Unclear(std::string_view who, const std::vector<Participant>& participants) {
  std::vector<std::string> names;
  for (const Participant& one : participants) names.push_back(one.person.display_name());
  return UsageError(
      who.empty()
          ? fmt::format("whose is it? Write \"WHO: what to do\"; those who take part are {}",
                        fmt::join(names, ", "))
          : fmt::format(
                "\"{}\" is none, or not the only one, of those who take part: {}; a text with a colon of "
                "its own begins with \": \"",
                who, fmt::join(names, ", ")));
}

}  // namespace

absl::StatusOr<ActionPhrase> ParseActionPhrase(std::string_view phrase, const Here& here) {
  ActionPhrase out;
  std::string_view text = api::Trim(phrase);
  if (const std::size_t at = text.rfind(" @"); at != std::string_view::npos) {
    const std::string_view day = text.substr(at + 2);
    const auto due = ParseDay(day, here, Tense::kFuture);
    if (!due.ok()) return About(fmt::format("after @ in \"{}\"", phrase), due.status());
    out.due = *due;
    text = api::Trim(text.substr(0, at));
  }
  const std::size_t colon = text.ends_with(':') ? text.size() - 1 : text.find(": ");
  if (colon != std::string_view::npos) {
    out.who = std::string(api::Trim(text.substr(0, colon)));
    text = api::Trim(text.substr(colon + 1));
  }
  const bool says_nothing = std::ranges::all_of(phrase, [](char c) { return c == ':' || c == ' '; });
  if (text.empty() && says_nothing) {
    return UsageError("the text does not say what to do; say it like \"call back @friday\"");
  }
  if (text.empty())
    return UsageError(
        fmt::format("\"{}\" does not say what to do; say it like \"ana: call back @friday\"", phrase));
  out.text = std::string(text);
  return out;
}

absl::StatusOr<std::string> OwnerOf(std::string_view who, const std::vector<Participant>& participants) {
  std::vector<const Participant*> meant;
  for (const Participant& one : participants) {
    if (who.empty() ? !one.me : Means(who, one)) meant.push_back(&one);
  }
  if (meant.size() != 1) return Unclear(who, participants);
  return meant.front()->person.name();
}

}  // namespace laurel::cli
