// The sessions of a series: when they take place, and what they have in common. Pure but for the ids that are
// made; thread-safe.
#pragma once

#include <vector>

#include "absl/time/time.h"
#include "common/status/error.h"
#include "laurel/feedback/v1/coaching_service.pb.h"

namespace laurel::feedback::coaching_session {

// `first` and those after it: the same weekday and time of day in the coach's zone. A time that a change of
// clocks skips becomes the one as long after midnight as it would have been; one that happens twice is the
// first of the two.
std::vector<absl::Time> TimesOf(const v1::Repeat& repeat, absl::Time first, absl::TimeZone zone);

// What is logged is not repeated, and the years end at 9999.
void CheckRepeat(const v1::Repeat& repeat, const v1::CoachingSession& first, FieldViolations& violations);

// `first`, and those after it with names of their own; the follow-up moves along by as many weeks. All carry
// the name of the first as `series`.
std::vector<v1::CoachingSession> SeriesOf(const v1::Repeat& repeat, const v1::CoachingSession& first,
                                          absl::Time now, absl::TimeZone zone);

}  // namespace laurel::feedback::coaching_session
