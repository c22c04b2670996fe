#include "services/feedback/coaching_session/change.h"

#include "common/api/next_version.h"
#include "common/history/status_changes.h"
#include "services/feedback/coaching_session/rules.h"
#include "services/feedback/events.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {

v1::CoachingSession NextVersion(const Stored& before, v1::CoachingSessionState state, absl::Time now) {
  return api::NextVersion(before.session, before.version, state, now);
}

void SaveChange(const Telling& telling, const Stored& before, const v1::CoachingSession& after,
                std::string_view reason) {
  Update(telling.changes, before, after);
  if (after.state() != before.session.state()) {
    history::AddMoved(telling, before.session, before.version, after, reason);
    TellState(telling, after);
  }
  MentionPeople(after, telling.changes);
}

void MentionPeople(const v1::CoachingSession& session, sql::Changes& changes) {
  changes.Mention(session.creator());
  for (const std::string& person : PeopleIn(session)) changes.Mention(person);
}

}  // namespace laurel::feedback::coaching_session
