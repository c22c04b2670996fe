#include "services/feedback/coaching_session/planning/repeat.h"

#include <algorithm>

#include "common/api/ulid.h"
#include "common/time/convert.h"
#include "services/feedback/coaching_session/rules.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {
namespace {

constexpr int kDaysOfAWeek = 7;

// All that a repeated session tells of the future.
absl::Time LatestTimeOf(const v1::CoachingSession& session) {
  const absl::Time begin = FromTimestamp(session.scheduled_time());
  return session.has_follow_up_time() ? std::max(begin, FromTimestamp(session.follow_up_time())) : begin;
}

}  // namespace

std::vector<absl::Time> TimesOf(const v1::Repeat& repeat, absl::Time first, absl::TimeZone zone) {
  const absl::TimeZone::CivilInfo local = zone.At(first);
  std::vector<absl::Time> times = {first};
  for (int i = 1; i < repeat.count(); ++i) {
    const int days = i * repeat.every_weeks() * kDaysOfAWeek;
    const absl::CivilSecond second(local.cs.year(), local.cs.month(), local.cs.day() + days, local.cs.hour(),
                                   local.cs.minute(), local.cs.second());
    times.push_back(zone.At(second).pre + local.subsecond);
  }
  return times;
}

void CheckRepeat(const v1::Repeat& repeat, const v1::CoachingSession& first, FieldViolations& violations) {
  if (!first.has_scheduled_time()) {
    violations.Add("repeat", "goes with scheduled_time: log what was held one by one");
    return;
  }
  // Anybody may plan one of these with anybody: a year of them would fill a calendar that its owner cannot
  // empty.
  if (first.kind() != v1::COACHING_SESSION_KIND_UNSPECIFIED && !NeedsReportingRelation(first.kind())) {
    violations.Add("repeat", "is for ONE_ON_ONE and GROUP: plan what is between colleagues one by one");
  }
  const std::vector<absl::Time> times = TimesOf(repeat, LatestTimeOf(first), absl::UTCTimeZone());
  if (times.back() > kLatestPlan) violations.Add("repeat", "goes beyond the year 9999");
}

std::vector<v1::CoachingSession> SeriesOf(const v1::Repeat& repeat, const v1::CoachingSession& first,
                                          absl::Time now, absl::TimeZone zone) {
  const std::vector<absl::Time> begins = TimesOf(repeat, FromTimestamp(first.scheduled_time()), zone);
  std::vector<absl::Time> follow_ups;
  if (first.has_follow_up_time()) follow_ups = TimesOf(repeat, FromTimestamp(first.follow_up_time()), zone);
  std::vector<v1::CoachingSession> sessions(begins.size(), first);
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    v1::CoachingSession& session = sessions[i];
    session.set_series(first.name());
    if (i == 0) continue;
    session.set_name(kSessionPattern.Format({api::NewUlid(now)}));
    *session.mutable_scheduled_time() = ToTimestamp(begins[i]);
    if (!follow_ups.empty()) *session.mutable_follow_up_time() = ToTimestamp(follow_ups[i]);
  }
  return sessions;
}

}  // namespace laurel::feedback::coaching_session
