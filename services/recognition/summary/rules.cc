#include "services/recognition/summary/rules.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "common/summary/ratio.h"

namespace laurel::recognition::summary {
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

std::string Concentration(const Numbers& numbers) {
  const auto sum = [](auto first, auto last) { return std::accumulate(first, last, std::int64_t{0}); };
  const std::vector<std::int64_t>& received = numbers.received;
  const std::int64_t tenth = std::min((numbers.people + 9) / 10, numbers.recipients);
  return laurel::summary::Ratio(sum(received.begin(), received.begin() + tenth),
                                sum(received.begin(), received.end()));
}

}  // namespace laurel::recognition::summary
