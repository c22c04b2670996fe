#include "services/feedback/action_item/carry.h"

#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/feedback/names.h"

namespace laurel::feedback::action_item {
namespace {

// One transaction writes no more: fifty attendees with twenty items each.
constexpr int kMost = 1000;

}  // namespace

Participants CoachAndAttendees(const v1::CoachingSession& session) {
  Participants participants{std::string(IdOf(session.coach())), {}};
  for (const std::string& attendee : session.attendees()) participants.attendees.emplace_back(IdOf(attendee));
  return participants;
}

absl::Status CarryOver(sql::Connection& connection, sql::Changes& changes,
                       const v1::CoachingSession& session) {
  const std::string_view id = IdOf(session.name());
  ASSIGN_OR_RETURN(
      const std::vector<std::string> items,
      FindCarried(connection, id, CoachAndAttendees(session), FromTimestamp(session.held_time()), kMost));
  InsertCarried(changes, id, items);
  return absl::OkStatus();
}

}  // namespace laurel::feedback::action_item
