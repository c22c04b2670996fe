#include "services/feedback/coaching_session/planning/normalize.h"

#include "common/time/convert.h"
#include "services/feedback/coaching_session/rules.h"

namespace laurel::feedback::coaching_session {

void Normalize(v1::CoachingSession& session) {
  if (session.kind() == v1::COACHING_SESSION_KIND_UNSPECIFIED) {
    session.set_kind(v1::COACHING_SESSION_KIND_ONE_ON_ONE);
  }
  *session.mutable_duration() =
      session.has_duration() ? ToDuration(FromDuration(session.duration())) : ToDuration(kDefaultDuration);
}

}  // namespace laurel::feedback::coaching_session
