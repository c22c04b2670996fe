#include "services/feedback/coaching_session/planning/wanted.h"

#include "common/time/convert.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {

calendar::Wanted WantedBy(const std::vector<v1::CoachingSession>& sessions) {
  const v1::CoachingSession& first = sessions.front();
  calendar::Wanted wanted;
  wanted.people.emplace_back(IdOf(first.coach()));
  for (const std::string& attendee : first.attendees()) wanted.people.emplace_back(IdOf(attendee));
  for (const v1::CoachingSession& session : sessions) {
    const absl::Time start = FromTimestamp(session.scheduled_time());
    wanted.intervals.push_back({.start = start, .end = start + FromDuration(session.duration())});
  }
  return wanted;
}

calendar::Wanted WantedAnew(const v1::CoachingSession& session) {
  calendar::Wanted wanted = WantedBy({session});
  wanted.except = IdOf(session.name());
  return wanted;
}

}  // namespace laurel::feedback::coaching_session
