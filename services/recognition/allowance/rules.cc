#include "services/recognition/allowance/rules.h"

#include <algorithm>

#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::recognition::allowance {
namespace {

absl::TimeZone ZoneOf(const v1::Program& program) {
  return FindTimeZone(program.time_zone()).value_or(absl::UTCTimeZone());
}

Period PeriodOf(const v1::Program& program, absl::CivilMonth month) {
  return {.name = NameOf(month), .month = month, .end = absl::FromCivil(month + 1, ZoneOf(program))};
}

}  // namespace

std::string NameOf(absl::CivilMonth month) { return fmt::format("{:04}-{:02}", month.year(), month.month()); }

std::optional<absl::CivilMonth> ParsePeriod(std::string_view name) {
  const std::optional<absl::CivilDay> first = ParseIsoDate(fmt::format("{}-01", name));
  return first.has_value() ? std::optional(absl::CivilMonth(*first)) : std::nullopt;
}

Period PeriodAt(const v1::Program& program, absl::Time now) {
  return PeriodOf(program, absl::ToCivilMonth(now, ZoneOf(program)));
}

Period PeriodFor(const v1::Program& program, std::string_view granted, absl::Time now) {
  Period period = PeriodAt(program, now);
  const std::optional<absl::CivilMonth> last = ParsePeriod(granted);
  return last.has_value() && *last > period.month ? PeriodOf(program, *last) : period;
}

std::int64_t GrantFor(const v1::Program& program, absl::CivilMonth month,
                      std::optional<absl::CivilDay> first_day) {
  const absl::CivilDay begins(month);
  if (!first_day.has_value() || *first_day <= begins) return program.allowance();
  const absl::CivilDay ends(month + 1);
  const std::int64_t days_left = std::max<std::int64_t>(ends - *first_day, 0);
  if (days_left == 0) return 0;
  if (program.new_hire_allowance() != v1::NEW_HIRE_ALLOWANCE_PRORATED) return program.allowance();
  return program.allowance() * days_left / (ends - begins);
}

bool HasBegun(const org::Organization& organization, std::string_view person, absl::Time now) {
  const std::optional<absl::CivilDay> first_day = organization.FirstDayOf(person);
  return !first_day.has_value() || *first_day <= organization.TodayOf(person, now);
}

}  // namespace laurel::recognition::allowance
