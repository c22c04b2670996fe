// What holds of a coaching session whatever the database says: its states, who sees how much of it, and what
// its fields say to each other. Pure functions; thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/api/transitions.h"
#include "common/status/error.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laurel/common/v1/view.pb.h"
#include "laurel/feedback/v1/coaching_session.pb.h"

namespace laurel::feedback::coaching_session {

inline constexpr absl::Duration kDefaultDuration = absl::Minutes(30);
inline constexpr absl::Duration kMaxDuration = absl::Hours(8);  // as the protos declare it
// How far held_time may lie ahead of our clock: clients' clocks differ.
inline constexpr absl::Duration kHeldAhead = absl::Minutes(1);
// A coach may void for so long after the change to HELD.
inline constexpr absl::Duration kVoidWindow = absl::Hours(24);
// A session that is still SCHEDULED so long after its end is overdue.
inline constexpr absl::Duration kOverdueAfter = absl::Hours(24);

// When a plan begins at the latest: what is counted from it stays inside the years that times have.
inline constexpr absl::Time kLatestPlan = absl::FromUnixSeconds(253399622400);  // 9999-12-01

const api::TransitionTable& Transitions();
// What it is about, who takes part and what is to be talked about can change in this state.
bool IsOpen(v1::CoachingSessionState state);

// What a person is in a session.
enum class Part { kNone, kCoach, kAttendee };
Part PartOf(const v1::CoachingSession& session, std::string_view person);
// Who takes part: the names of the coach, and of the attendees in their order.
std::vector<std::string> PeopleIn(const v1::CoachingSession& session);

// Who asks, as far as sessions care. `line_manager`: of at least one attendee, now.
struct Reader {
  Part part = Part::kNone;
  bool line_manager = false;
  bool hr_admin = false;
  bool auditor = false;
};
// Nothing: for this reader the session does not exist.
std::optional<common::v1::View> ViewFor(const Reader& reader);
// The session as that view shows it, `view` set.
v1::CoachingSession Shaped(const v1::CoachingSession& session, common::v1::View view);

// Kinds for which the coach must be one who may coach each attendee; the others are between colleagues.
bool NeedsReportingRelation(v1::CoachingSessionKind kind);

// Rules between the fields of any session; paths begin with "coaching_session".
void CheckContent(const v1::CoachingSession& session, FieldViolations& violations);
// And of one that is to be made.
void CheckFields(const v1::CoachingSession& session, absl::Time now, FieldViolations& violations);
void CheckHeldTime(std::string_view path, const google::protobuf::Timestamp& held_time, absl::Time now,
                   FieldViolations& violations);
void CheckScheduledTime(std::string_view path, const google::protobuf::Timestamp& scheduled_time,
                        FieldViolations& violations);

// FAILED_PRECONDITION: WRONG_STATE, VOID_WINDOW_CLOSED, or ALREADY_ACKNOWLEDGED (by somebody).
absl::Status CheckVoid(const v1::CoachingSession& session, absl::Time held_change_time, bool by_hr_admin,
                       absl::Time now);
// FAILED_PRECONDITION: WRONG_STATE, or ALREADY_ACKNOWLEDGED (by this person).
absl::Status CheckAcknowledge(const v1::CoachingSession& session, std::string_view person);
bool HasAcknowledged(const v1::CoachingSession& session, std::string_view person);
// Adds the acknowledgement, in the order of attendees.
void Acknowledge(v1::CoachingSession& session, std::string_view person, absl::Time now,
                 std::string_view comment);
// Nobody who has not left is missing.
bool AllHaveAcknowledged(const v1::CoachingSession& session,
                         const std::function<bool(std::string_view)>& has_left);

}  // namespace laurel::feedback::coaching_session
