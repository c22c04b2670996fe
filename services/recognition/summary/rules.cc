#include "services/recognition/summary/rules.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <string_view>

#include "common/status/error.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::recognition::summary {
namespace {

// `larger` holds all of `smaller`, and too few others.
bool LeavesFew(const People& larger, const People& smaller) {
  if (larger.size() <= smaller.size() || larger.size() - smaller.size() >= kFewestPeople) return false;
  return std::ranges::all_of(smaller, [&](const std::string& person) { return larger.contains(person); });
}

// How many of `whole` the parts that are told count together more than once, or not at all.
std::size_t CountedApart(const std::vector<Part>& parts, const std::vector<bool>& suppressed,
                         const People& whole) {
  absl::flat_hash_map<std::string_view, int> times;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (suppressed[i]) continue;
    for (const std::string& person : parts[i].people) ++times[person];
  }
  return static_cast<std::size_t>(std::ranges::count_if(whole, [&](const std::string& person) {
    const auto found = times.find(person);
    return found == times.end() || found->second != 1;
  }));
}

std::optional<std::size_t> SmallestTold(const std::vector<Part>& parts, const std::vector<bool>& suppressed) {
  std::optional<std::size_t> smallest;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (suppressed[i]) continue;
    if (!smallest.has_value() || parts[i].people.size() < parts[*smallest].people.size()) smallest = i;
  }
  return smallest;
}

}  // namespace

absl::StatusOr<Window> WindowOf(const google::type::Date& start_date, Length length, absl::Time now) {
  constexpr char kPath[] = "start_date";
  const std::optional<absl::CivilDay> start = FromDate(start_date);
  if (!start.has_value()) return InvalidField(kPath, "is not a day of the calendar: set year, month and day");
  const absl::CivilDay today = absl::ToCivilDay(now, absl::UTCTimeZone());
  if (*start > today) return InvalidField(kPath, "is in the future: days are those of UTC");
  absl::CivilDay end;
  if (length == Length::kWeek) {
    if (absl::GetWeekday(*start) != absl::Weekday::monday)
      return InvalidField(kPath, "must be a Monday, on which a week begins");
    end = *start + 7;
  } else {
    if (start->day() != 1) return InvalidField(kPath, "must be the first of a month");
    end = absl::CivilDay(absl::CivilMonth(*start) + 1);
  }
  return Window{.start_day = *start, .end_day = end, .as_of = std::min(today, end - 1)};
}

std::vector<bool> SuppressedOf(const std::vector<std::size_t>& people) {
  std::vector<bool> suppressed(people.size());
  std::optional<std::size_t> smallest_other;
  for (std::size_t i = 0; i < people.size(); ++i) {
    suppressed[i] = people[i] < kFewestPeople;
    if (suppressed[i]) continue;
    if (!smallest_other.has_value() || people[i] < people[*smallest_other]) smallest_other = i;
  }
  const bool any = std::find(suppressed.begin(), suppressed.end(), true) != suppressed.end();
  if (any && smallest_other.has_value()) suppressed[*smallest_other] = true;
  return suppressed;
}

std::vector<bool> SuppressedAmong(const std::vector<Part>& parts, const People& whole) {
  std::vector<std::size_t> sizes;
  absl::flat_hash_set<std::string_view> in_parts;
  for (const Part& part : parts) {
    sizes.push_back(part.people.size());
    in_parts.insert(part.people.begin(), part.people.end());
  }
  if (in_parts.size() < whole.size()) sizes.push_back(whole.size() - in_parts.size());
  std::vector<bool> suppressed = SuppressedOf(sizes);
  suppressed.resize(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto leaves_few = [&](const Part& other) { return LeavesFew(other.people, parts[i].people); };
    if (LeavesFew(whole, parts[i].people) || std::ranges::any_of(parts, leaves_few)) suppressed[i] = true;
  }
  while (true) {
    const std::size_t apart = CountedApart(parts, suppressed, whole);
    if (apart == 0 || apart >= kFewestPeople) return suppressed;
    const std::optional<std::size_t> smallest = SmallestTold(parts, suppressed);
    if (!smallest.has_value()) return suppressed;
    suppressed[*smallest] = true;
  }
}

Numbers NumbersOf(const People& people, const Activity& activity) {
  Numbers numbers;
  numbers.people = static_cast<std::int64_t>(people.size());
  absl::flat_hash_map<std::string, std::int64_t> received;
  const std::string* last = nullptr;  // the shared recognition that was counted last
  for (const Received& row : activity.received) {
    if (!people.contains(row.person)) continue;
    const bool counted = !row.shared.empty() && last != nullptr && *last == row.shared;
    last = &row.shared;
    Numbers::OfValue& of_value = numbers.by_value[row.value];
    for (auto* count : {&numbers.recognitions, &of_value.recognitions})
      *count += counted ? 0 : row.recognitions;
    for (auto* points : {&numbers.points, &of_value.points}) *points += row.points;
    received[row.person] += row.recognitions;
  }
  for (const auto& [person, count] : received) numbers.received.push_back(count);
  std::sort(numbers.received.begin(), numbers.received.end(), std::greater<>());
  numbers.recipients = static_cast<std::int64_t>(received.size());
  numbers.givers = std::count_if(activity.givers.begin(), activity.givers.end(),
                                 [&](const std::string& giver) { return people.contains(giver); });
  return numbers;
}

std::string Ratio(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return "";
  constexpr std::int64_t kOne = 10'000;
  // The whole numbers apart: part * kOne alone might not fit.
  const std::int64_t rest = part % whole;
  const std::int64_t parts = part / whole * kOne + (2 * rest * kOne + whole) / (2 * whole);
  std::string text = fmt::format("{}.{:04}", parts / kOne, parts % kOne);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string Concentration(const Numbers& numbers) {
  const auto sum = [](auto first, auto last) { return std::accumulate(first, last, std::int64_t{0}); };
  const std::vector<std::int64_t>& received = numbers.received;
  const std::int64_t tenth = std::min((numbers.people + 9) / 10, numbers.recipients);
  return Ratio(sum(received.begin(), received.begin() + tenth), sum(received.begin(), received.end()));
}

}  // namespace laurel::recognition::summary
