#include "clients/cli/commands/coaching/planning/repeat.h"

#include <optional>
#include <vector>

#include "clients/cli/connection/failure.h"
#include "clients/cli/dates/words.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

constexpr int kDaysOfAWeek = 7;
constexpr int kMostWeeks = 8;

std::optional<int> WeeksIn(std::vector<std::string> words) {
  if (words == std::vector<std::string>{"weekly"}) return 1;
  if (words == std::vector<std::string>{"fortnightly"}) return 2;
  if (!words.empty() && words.front() == "every") words.erase(words.begin());
  if (words == std::vector<std::string>{"week"}) return 1;
  if (words == std::vector<std::string>{"other", "week"}) return 2;
  const std::optional<int> days = DaysCounted(words);
  if (!days || *days % kDaysOfAWeek != 0) return std::nullopt;
  return *days / kDaysOfAWeek;
}

}  // namespace

absl::StatusOr<int> ParseRepeat(std::string_view text) {
  const std::optional<int> weeks = WeeksIn(Words(text));
  if (weeks && *weeks >= 1 && *weeks <= kMostWeeks) return *weeks;
  return UsageError(
      fmt::format("\"{}\" is not how often a plan can come again; say weekly, or \"every N weeks\" "
                  "with N from 1 to {}",
                  text, kMostWeeks));
}

std::string ShowRepeat(int every_weeks) {
  return every_weeks == 1 ? "every week" : fmt::format("every {} weeks", every_weeks);
}

}  // namespace laurel::cli
