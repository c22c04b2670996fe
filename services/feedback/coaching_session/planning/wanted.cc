#include "services/feedback/coaching_session/planning/wanted.h"

#include "common/time/convert.h"
#include "services/feedback/coaching_session/rules.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {

calendar::Wanted WantedBy(const std::vector<v1::CoachingSession>& sessions) {
  const v1::CoachingSession& first = sessions.front();
  calendar::Wanted wanted;
  for (const std::string& person : PeopleIn(first)) wanted.people.emplace_back(IdOf(person));
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
