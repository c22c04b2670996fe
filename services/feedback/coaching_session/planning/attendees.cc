#include "services/feedback/coaching_session/planning/attendees.h"

#include <algorithm>
#include <numeric>

#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "fmt/format.h"
#include "services/feedback/coaching_session/rules.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {
namespace {

std::string PathOf(int attendee) { return fmt::format("coaching_session.attendees[{}]", attendee); }

}  // namespace

Positions AllAttendees(const v1::CoachingSession& session) {
  Positions all(static_cast<std::size_t>(session.attendees_size()));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

Positions NotAttending(const v1::CoachingSession& session, const v1::CoachingSession& other) {
  Positions positions = AllAttendees(session);
  std::erase_if(positions,
                [&](int attendee) { return PartOf(other, session.attendees(attendee)) == Part::kAttendee; });
  return positions;
}

std::vector<org::PersonReference> ReferencesTo(const v1::CoachingSession& session,
                                               const Positions& attendees) {
  std::vector<org::PersonReference> references;
  for (const int attendee : attendees) references.push_back({PathOf(attendee), session.attendees(attendee)});
  return references;
}

absl::Status CheckMayCoach(const Env& env, const rpc::Call& call, const v1::CoachingSession& session,
                           const Positions& attendees) {
  if (!NeedsReportingRelation(session.kind())) return absl::OkStatus();
  for (const int attendee : attendees) {
    ASSIGN_OR_RETURN(const org::Relations relations,
                     org::RelationsNow(env.organization, IdOf(session.coach()),
                                       IdOf(session.attendees(attendee)), call.now));
    if (relations.MayCoach()) continue;
    return NotYourReport(
        PathOf(attendee),
        "the coach is not this person's manager, coach or team lead: choose ROLE_PLAY, SHADOWING or "
        "COACH_THE_COACH for a colleague, or ask HR to set the line");
  }
  return absl::OkStatus();
}

}  // namespace laurel::feedback::coaching_session
