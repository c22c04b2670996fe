#include "clients/cli/dates/words.h"

#include <array>
#include <cctype>
#include <charconv>
#include <utility>

#include "common/time/convert.h"

namespace laurel::cli {
namespace {

using Unit = std::pair<std::string_view, int>;
constexpr std::array<Unit, 6> kDayUnits = {Unit{"d", 1}, Unit{"day", 1},  Unit{"days", 1},
                                           Unit{"w", 7}, Unit{"week", 7}, Unit{"weeks", 7}};
constexpr std::array<Unit, 9> kMinuteUnits = {Unit{"m", 1},      Unit{"min", 1},     Unit{"mins", 1},
                                              Unit{"minute", 1}, Unit{"minutes", 1}, Unit{"h", 60},
                                              Unit{"hr", 60},    Unit{"hour", 60},   Unit{"hours", 60}};
constexpr int kMost = 100'000;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The number at the beginning of `text`, taken off it.
std::optional<int> TakeNumber(std::string_view& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0 || number > kMost) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

template <std::size_t N>
std::optional<int> FactorOf(std::string_view unit, const std::array<Unit, N>& units) {
  for (const auto& [name, factor] : units) {
    if (name == unit) return factor;
  }
  return std::nullopt;
}

// "1h30m", "2 hours", "3d" as one run of number, unit, number, unit; the sum in the smallest unit.
template <std::size_t N>
std::optional<int> SumOf(const std::vector<std::string>& words, const std::array<Unit, N>& units) {
  std::string joined;
  for (const std::string& word : words) joined += word;
  std::string_view rest = joined;
  if (rest.empty()) return std::nullopt;
  int sum = 0;
  while (!rest.empty()) {
    const std::optional<int> number = TakeNumber(rest);
    std::size_t length = 0;
    while (length < rest.size() && !IsDigit(rest[length])) ++length;
    const std::optional<int> factor = FactorOf(rest.substr(0, length), units);
    if (!number || !factor) return std::nullopt;
    sum += *number * *factor;
    if (sum > kMost) return std::nullopt;
    rest.remove_prefix(length);
  }
  return sum;
}

absl::CivilDay WeekdayNear(absl::Weekday weekday, absl::CivilDay today, Tense tense) {
  if (absl::GetWeekday(today) == weekday) return today;
  return tense == Tense::kPast ? absl::PrevWeekday(today, weekday) : absl::NextWeekday(today, weekday);
}

}  // namespace

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
    const bool between =
        c == 't' && i > 0 && i + 1 < text.size() && IsDigit(text[i - 1]) && IsDigit(text[i + 1]);
    if (c == ' ' || c == '\t' || c == ',' || between) {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::optional<int> MinutesOfDay(std::string_view word) {
  if (word == "noon") return 12 * 60;
  if (word == "midnight") return 0;
  const std::optional<int> hour = TakeNumber(word);
  if (!hour) return std::nullopt;
  int minute = 0;
  bool exact = false;
  if (word.size() >= 3 && (word[0] == ':' || word[0] == '.' || word[0] == 'h') && IsDigit(word[1]) &&
      IsDigit(word[2])) {
    minute = (word[1] - '0') * 10 + (word[2] - '0');
    exact = true;
    word.remove_prefix(3);
  }
  if (minute > 59) return std::nullopt;
  if (word == "am" || word == "pm") {
    if (*hour < 1 || *hour > 12) return std::nullopt;
    return (*hour % 12 + (word == "pm" ? 12 : 0)) * 60 + minute;
  }
  if (!word.empty() || !exact || *hour > 23) return std::nullopt;
  return *hour * 60 + minute;
}

std::optional<absl::Weekday> WeekdayNamed(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kNames = {"monday", "tuesday",  "wednesday", "thursday",
                                                             "friday", "saturday", "sunday"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const bool short_form = word.size() >= 3 && word.size() <= 5 && kNames[i].substr(0, word.size()) == word;
    if (word == kNames[i] || short_form) return static_cast<absl::Weekday>(i);
  }
  return std::nullopt;
}

std::optional<int> DaysCounted(const std::vector<std::string>& words) { return SumOf(words, kDayUnits); }

std::optional<absl::Duration> LengthCounted(const std::vector<std::string>& words) {
  const std::optional<int> minutes = SumOf(words, kMinuteUnits);
  if (!minutes) return std::nullopt;
  return absl::Minutes(*minutes);
}

std::optional<absl::CivilDay> DayNamed(const std::vector<std::string>& words, absl::CivilDay today,
                                       Tense tense) {
  if (words.empty()) return std::nullopt;
  if (words.size() == 1) {
    const std::string& word = words.front();
    if (word == "today") return today;
    if (word == "yesterday") return today - 1;
    if (word == "tomorrow") return today + 1;
    if (const auto weekday = WeekdayNamed(word)) return WeekdayNear(*weekday, today, tense);
    if (word.front() == '+' || word.front() == '-') {
      const std::optional<int> days = DaysCounted({word.substr(1)});
      if (!days) return std::nullopt;
      return word.front() == '+' ? today + *days : today - *days;
    }
    return ParseIsoDate(word);
  }
  std::vector<std::string> counted = words;
  const bool ahead = words.front() == "in";
  if (!ahead && words.back() != "ago") return std::nullopt;
  counted.erase(ahead ? counted.begin() : counted.end() - 1);
  const std::optional<int> days = DaysCounted(counted);
  if (!days) return std::nullopt;
  return ahead ? today + *days : today - *days;
}

}  // namespace laurel::cli
