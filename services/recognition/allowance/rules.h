// Months of the programme, and what a person is granted for one. Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/org/organization.h"
#include "laurel/recognition/v1/program.pb.h"

namespace laurel::recognition::allowance {

// A calendar month in the programme's time zone.
struct Period {
  std::string name;  // "2026-11"
  absl::CivilMonth month;
  absl::Time end;  // the next one begins: when allowances are reset
};

// "2026-11", and back; nullopt for anything else.
std::string NameOf(absl::CivilMonth month);
std::optional<absl::CivilMonth> ParsePeriod(std::string_view name);

Period PeriodAt(const v1::Program& program, absl::Time now);
// The month that counts for somebody whose last grant was for `granted` ("" for none): never an earlier one,
// so that a changed time zone brings no month back.
Period PeriodFor(const v1::Program& program, std::string_view granted, absl::Time now);

// `first_day`: when they began, in their own time zone; nullopt: unknown, as from the beginning. Nothing for
// a month before it.
std::int64_t GrantFor(const v1::Program& program, absl::CivilMonth month,
                      std::optional<absl::CivilDay> first_day);

// They are here or have been: nobody is granted anything before their first day, by the date where they are.
// Somebody unknown has begun.
bool HasBegun(const org::Organization& organization, std::string_view person, absl::Time now);

}  // namespace laurel::recognition::allowance
