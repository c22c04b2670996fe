// Tickets of the sample are numbered as they come in: about five an hour. Pure.
#pragma once

#include <cstdint>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/testing/sample/dice.h"

namespace laurel::sample {

// How far back the stories reach.
inline constexpr int kDays = 91;

// The number of one that came in then; `today`: the stories end there.
inline std::int64_t TicketOf(absl::Time time, absl::CivilDay today, absl::TimeZone zone, Dice& dice) {
  constexpr std::int64_t first = 37'000;
  constexpr std::int64_t an_hour = 5;
  const std::int64_t hours = absl::ToInt64Hours(time - absl::FromCivil(today - kDays - 7, zone));
  return first + hours * an_hour + dice.Between(0, 4);
}

}  // namespace laurel::sample
