// The small words of which moments are made. Pure functions on lower-case ASCII words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "clients/cli/dates/moment.h"

namespace laurel::cli {

// Lower-cased, split at white space; a "T" between a date and a time of day splits as well, commas vanish.
std::vector<std::string> Words(std::string_view text);

// "15:00", "9.30", "15h30", "3pm", "3:30pm", "noon", "midnight": minutes since midnight.
std::optional<int> MinutesOfDay(std::string_view word);

// "mon", "monday", …
std::optional<absl::Weekday> WeekdayNamed(std::string_view word);

// "3 days", "3d", "2 weeks": a number of days; nullopt for other units.
std::optional<int> DaysCounted(const std::vector<std::string>& words);

// "20 minutes", "2h", "1h30m": a length of hours and minutes.
std::optional<absl::Duration> LengthCounted(const std::vector<std::string>& words);

// "today", "monday", "+3d", "in 3 days", "3 days ago", "2026-12-01".
std::optional<absl::CivilDay> DayNamed(const std::vector<std::string>& words, absl::CivilDay today,
                                       Tense tense);

}  // namespace laurel::cli
