// Times and days as people say them: "yesterday 15:00", "monday 9:30", "2 hours ago", "friday", "+3d",
// "2026-12-01". What cannot be understood, or means no moment at all, is an error with examples; nothing is
// guessed. Pure functions of the text, now and the zone: thread-safe.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace laurel::cli {

// The moment and the place in which the words are said.
struct Here {
  absl::Time now;
  absl::TimeZone zone;

  absl::CivilDay Today() const { return absl::ToCivilDay(now, zone); }
};

// Which Monday "monday" is: the last one or the coming one. Today counts when it is a Monday.
enum class Tense { kPast, kFuture };

// A time of day without a day is today; a day without a time of day is refused. Of an hour that happens twice
// (clocks go back) the first; an hour that does not happen (clocks go forward) is refused.
absl::StatusOr<absl::Time> ParseMoment(std::string_view text, const Here& here, Tense tense);

absl::StatusOr<absl::CivilDay> ParseDay(std::string_view text, const Here& here, Tense tense);

// A moment, or the beginning of a day: for the edges of a range.
absl::StatusOr<absl::Time> ParseSince(std::string_view text, const Here& here);

// "2026-11", "this month", "last month", "november": the one that was last, or is.
absl::StatusOr<absl::CivilMonth> ParseMonth(std::string_view text, absl::CivilDay today);

// "45m", "1h30m", "1h 30m", "90" (minutes), "20 minutes", "1 hour"; longer than nothing.
absl::StatusOr<absl::Duration> ParseLength(std::string_view text);

}  // namespace laurel::cli
