// Coaching coverage: which window is asked for, who belongs to it, and who comes first. Pure functions;
// thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/org/organization.h"
#include "google/type/date.pb.h"

namespace laurel::feedback::coverage {

inline constexpr int kDefaultWindowDays = 30;
// The organisation knows its past for so long.
inline constexpr int kLongestPastDays = 400;

// Whole UTC days up to and including as_of; today ends now.
struct Window {
  absl::CivilDay as_of;
  absl::Time start;  // inclusive
  absl::Time end;    // exclusive
};
// as_of nullopt: today. window_days 0: the default. INVALID_ARGUMENT on `as_of` for a day to come or none of
// the calendar; OUT_OF_RANGE when the window begins more than kLongestPastDays ago.
absl::StatusOr<Window> WindowOf(const std::optional<google::type::Date>& as_of, int window_days,
                                absl::Time now);

bool Counts(const org::Status& status);  // ACTIVE and coachable
// Whose coverage is asked for: those who report directly, all below, or those whom the person coaches.
enum class People { kReports, kAllBelow, kCoachees };
absl::StatusOr<People> PeopleOf(bool transitive, bool coachees);  // INVALID_ARGUMENT on `coachees` for both
// Ids of those of the manager's people who count on that day.
std::vector<std::string> Population(const org::Organization& organization, std::string_view manager,
                                    People people, absl::CivilDay as_of);

struct Uncovered {
  std::string person;                        // id
  std::optional<absl::Time> last_held_time;  // nullopt: never
};
// By person, the last session that counts before the end of the window; absent: none.
using LastHeld = absl::flat_hash_map<std::string, absl::Time>;
// Those without a session in the window: never first, then the longest ago; ties by id.
std::vector<Uncovered> UncoveredOf(const std::vector<std::string>& population, const LastHeld& last_held,
                                   absl::Time window_start);
// The place of a person in that order, as a time that a page token carries.
absl::Time OrderTimeOf(const Uncovered& uncovered);

}  // namespace laurel::feedback::coverage
