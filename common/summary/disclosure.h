// What numbers over the people of a team may be told to whom. Nobody is told a number that is about fewer
// than 5 people whose single records they may not read, nor several from which such a number follows: so the
// smallest other part beside one that is kept back is kept back too, whatever differs by too few people from
// the whole or from another part, and the smallest parts as long as their sum differs from the whole by too
// few: whoever is in two parts is in the sum twice. Asked for by itself a team tells no more than it does
// among the parts of those above it. Pure; thread-safe. Ids, not names; the team "" is the whole
// organisation.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/org/organization.h"
#include "common/summary/population.h"

namespace laurel::summary {

inline constexpr std::size_t kFewestPeople = 5;

struct Asker {
  std::function<bool(std::string_view team)> may_ask;  // about this team
  std::function<bool(std::string_view person)> reads;  // every single record of this person
};

// Of a team directly below the one that is asked about.
struct Part {
  std::string team;
  People people;  // one person may be in several parts
  bool suppressed = false;
};
struct Disclosure {
  bool suppressed = false;  // nothing is told, of the parts neither
  People people = {};
  std::vector<Part> parts = {};  // that have anybody, by id
};
// As teams were on that day.
Disclosure DisclosureOf(const org::Organization& organization, std::string_view team, absl::CivilDay day,
                        const Asker& asker);

// The rule by itself: which of these parts of a whole are not told. All of the people are such whose single
// records the asker may not read. Of several smallest ones the first.
std::vector<bool> SuppressedOf(const People& whole, const std::vector<People>& parts);

}  // namespace laurel::summary
