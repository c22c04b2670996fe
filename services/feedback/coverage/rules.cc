#include "services/feedback/coverage/rules.h"

#include <algorithm>
#include <tuple>

#include "common/status/error.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::feedback::coverage {

absl::StatusOr<Window> WindowOf(const std::optional<google::type::Date>& as_of, int window_days,
                                absl::Time now) {
  const absl::TimeZone utc = absl::UTCTimeZone();
  const absl::CivilDay today = absl::ToCivilDay(now, utc);
  Window window{.as_of = today, .start = now, .end = now};
  if (as_of.has_value()) {
    const std::optional<absl::CivilDay> day = FromDate(*as_of);
    if (!day.has_value())
      return InvalidField("as_of", "is not a day of the calendar: set year, month and day");
    if (*day > today) return InvalidField("as_of", "is in the future: days are those of UTC");
    window.as_of = *day;
    if (*day < today) window.end = absl::FromCivil(*day + 1, utc);
  }
  const int days = window_days == 0 ? kDefaultWindowDays : window_days;
  const absl::CivilDay first = window.as_of - (days - 1);
  if (today - first > kLongestPastDays) {
    return Error(
               absl::StatusCode::kOutOfRange, "OUT_OF_RANGE",
               fmt::format("the window begins more than {} days ago: take a later as_of or fewer window_days",
                           kLongestPastDays))
        .With("earliest_date", FormatIsoDate(today - kLongestPastDays));
  }
  window.start = absl::FromCivil(first, utc);
  return window;
}

bool Counts(const org::Status& status) {
  return status.state == directory::v1::PERSON_STATE_ACTIVE && status.coachable;
}

absl::StatusOr<People> PeopleOf(bool transitive, bool coachees) {
  if (transitive && coachees) {
    return InvalidField("coachees",
                        "cannot be asked for together with transitive: a COACH line has nobody below it");
  }
  if (coachees) return People::kCoachees;
  return transitive ? People::kAllBelow : People::kReports;
}

std::vector<std::string> Population(const org::Organization& organization, std::string_view manager,
                                    People people, absl::CivilDay as_of) {
  std::vector<std::string> population =
      people == People::kCoachees ? organization.CoacheesOn(manager, as_of)
                                  : organization.ReportsOn(manager, as_of, people == People::kAllBelow);
  std::erase_if(population,
                [&](const std::string& person) { return !Counts(organization.StatusOn(person, as_of)); });
  return population;
}

absl::Time OrderTimeOf(const Uncovered& uncovered) {
  // Before every session, and a time that page tokens take.
  static const absl::Time never = absl::FromCivil(absl::CivilDay(1900, 1, 1), absl::UTCTimeZone());
  return uncovered.last_held_time.value_or(never);
}

std::vector<Uncovered> UncoveredOf(const std::vector<std::string>& population, const LastHeld& last_held,
                                   absl::Time window_start) {
  std::vector<Uncovered> uncovered;
  for (const std::string& person : population) {
    const auto last = last_held.find(person);
    if (last == last_held.end()) {
      uncovered.push_back({person, std::nullopt});
    } else if (last->second < window_start) {
      uncovered.push_back({person, last->second});
    }
  }
  std::sort(uncovered.begin(), uncovered.end(), [](const Uncovered& a, const Uncovered& b) {
    return std::tuple(OrderTimeOf(a), a.person) < std::tuple(OrderTimeOf(b), b.person);
  });
  return uncovered;
}

}  // namespace laurel::feedback::coverage
