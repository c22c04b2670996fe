// What a session takes over from those before it: by reference, never copied. Adds to a Changes, which one
// thread uses at a time.
#pragma once

#include "absl/status/status.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/feedback/v1/coaching_session.pb.h"
#include "services/feedback/action_item/store.h"

namespace laurel::feedback::action_item {

Participants CoachAndAttendees(const v1::CoachingSession& session);

// Records, for a session that has just become HELD, the open items of its coach with each attendee, at most
// the newest thousand.
absl::Status CarryOver(sql::Connection& connection, sql::Changes& changes,
                       const v1::CoachingSession& session);

}  // namespace laurel::feedback::action_item
