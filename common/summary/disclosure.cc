#include "common/summary/disclosure.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace laurel::summary {
namespace {

// Nobody at all is no secret: what is told then, the asker reads record by record.
bool IsFew(std::size_t people) { return people > 0 && people < kFewestPeople; }

bool Holds(const People& all, const People& some) {
  return std::ranges::all_of(some, [&](const std::string& person) { return all.contains(person); });
}

// What is told of `around`, less what is told of `part`, would be about too few.
bool LeavesFew(const People& around, const People& part) {
  return around.size() > part.size() && IsFew(around.size() - part.size()) && Holds(around, part);
}

std::optional<std::size_t> SmallestOther(const std::vector<People>& parts,
                                         const std::vector<bool>& suppressed) {
  std::optional<std::size_t> smallest;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (suppressed[i] || parts[i].empty()) continue;
    if (!smallest.has_value() || parts[i].size() < parts[*smallest].size()) smallest = i;
  }
  return smallest;
}

// Of the whole, by the parts that are told: who is in none of them, and who is not in exactly one, by whom
// their sum differs from that of the whole.
struct Rest {
  std::size_t untold = 0;
  std::size_t apart = 0;
};
Rest RestOf(const People& whole, const std::vector<People>& parts, const std::vector<bool>& suppressed) {
  absl::flat_hash_map<std::string_view, int> times;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (suppressed[i]) continue;
    for (const std::string& person : parts[i]) ++times[person];
  }
  Rest rest;
  for (const std::string& person : whole) {
    const auto found = times.find(person);
    const int in = found == times.end() ? 0 : found->second;
    if (in == 0) ++rest.untold;
    if (in != 1) ++rest.apart;
  }
  return rest;
}

bool LeavesFew(const Rest& rest) { return IsFew(rest.untold) || IsFew(rest.apart); }

People HiddenOf(const People& people, const Asker& asker) {
  People hidden;
  for (const std::string& person : people) {
    if (!asker.reads(person)) hidden.insert(person);
  }
  return hidden;
}

std::vector<Part> PartsOf(const org::Organization& organization, std::string_view team, absl::CivilDay day,
                          const People& whole, const Asker& asker) {
  std::vector<Part> parts;
  std::vector<People> hidden;
  for (std::string& below : organization.ChildTeamsOn(team, day)) {
    People people = PeopleOf(organization, below, day);
    if (people.empty()) continue;
    hidden.push_back(HiddenOf(people, asker));
    parts.push_back({std::move(below), std::move(people)});
  }
  const std::vector<bool> suppressed = SuppressedOf(HiddenOf(whole, asker), hidden);
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i].suppressed = suppressed[i];
  return parts;
}

// Whoever may ask about a team above finds there what is not told of this one, or of one that it is part of.
bool IsSuppressedAbove(const org::Organization& organization, std::string team, absl::CivilDay day,
                       const Asker& asker) {
  absl::flat_hash_set<std::string> seen;  // broken data may hold a cycle
  while (!team.empty() && seen.insert(team).second) {
    const std::string above = organization.TeamAboveOn(team, day).value_or("");
    if (!asker.may_ask(above)) return false;
    const std::vector<Part> parts =
        PartsOf(organization, above, day, PeopleOf(organization, above, day), asker);
    const auto part = std::ranges::find(parts, team, &Part::team);
    if (part != parts.end() && part->suppressed) return true;
    team = above;
  }
  return false;
}

}  // namespace

std::vector<bool> SuppressedOf(const People& whole, const std::vector<People>& parts) {
  std::vector<bool> suppressed(parts.size());
  // Who is in no part is one more: never told, but what is left of the sum.
  const std::size_t rest = RestOf(whole, parts, suppressed).untold;
  bool few = IsFew(rest);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    suppressed[i] = IsFew(parts[i].size());
    few |= suppressed[i];
  }
  const auto other = SmallestOther(parts, suppressed);
  const bool rest_is_smaller = other.has_value() && rest >= kFewestPeople && rest < parts[*other].size();
  if (few && other.has_value() && !rest_is_smaller) suppressed[*other] = true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].empty()) continue;
    const auto leaves_few = [&](const People& around) { return LeavesFew(around, parts[i]); };
    if (leaves_few(whole) || std::ranges::any_of(parts, leaves_few)) suppressed[i] = true;
  }
  // Parts that overlap may leave few all the same.
  while (LeavesFew(RestOf(whole, parts, suppressed))) {
    const auto next = SmallestOther(parts, suppressed);
    if (!next.has_value()) break;
    suppressed[*next] = true;
  }
  return suppressed;
}

Disclosure DisclosureOf(const org::Organization& organization, std::string_view team, absl::CivilDay day,
                        const Asker& asker) {
  Disclosure disclosure;
  disclosure.people = PeopleOf(organization, team, day);
  disclosure.suppressed = IsFew(HiddenOf(disclosure.people, asker).size()) ||
                          IsSuppressedAbove(organization, std::string(team), day, asker);
  if (!disclosure.suppressed) disclosure.parts = PartsOf(organization, team, day, disclosure.people, asker);
  return disclosure;
}

}  // namespace laurel::summary
