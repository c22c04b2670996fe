#include "services/feedback/note/rules.h"

#include <gtest/gtest.h>

#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"

namespace laurel::feedback::note {
namespace {

using coaching_session::Part;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;

const absl::Time kNow = laurel::testing::FakeClock().Now();

v1::CoachingSession Session(v1::CoachingSessionState state) {
  v1::CoachingSession session;
  session.set_name("coachingSessions/x");
  session.set_state(state);
  return session;
}

TEST(NoteRules, EachSideWritesSharedNotesAndItsOwn) {
  const auto may = [](Part part, v1::NoteVisibility visibility) {
    return CheckMayAdd(part, visibility).ok();
  };
  EXPECT_TRUE(may(Part::kCoach, v1::NOTE_VISIBILITY_SHARED));
  EXPECT_TRUE(may(Part::kCoach, v1::NOTE_VISIBILITY_COACH_PRIVATE));
  EXPECT_FALSE(may(Part::kCoach, v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE));
  EXPECT_TRUE(may(Part::kAttendee, v1::NOTE_VISIBILITY_SHARED));
  EXPECT_FALSE(may(Part::kAttendee, v1::NOTE_VISIBILITY_COACH_PRIVATE));
  EXPECT_TRUE(may(Part::kAttendee, v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE));
  EXPECT_FALSE(may(Part::kNone, v1::NOTE_VISIBILITY_SHARED));
}

TEST(NoteRules, SharedNotesEndThirtyDaysAfterTheChangeToHeld) {
  const v1::CoachingSession held = Session(v1::COACHING_SESSION_STATE_HELD);
  const absl::Time last = kNow - kSharedWindow;
  EXPECT_THAT(CheckOpen(held, last, v1::NOTE_VISIBILITY_SHARED, kNow), IsOk());
  EXPECT_THAT(CheckOpen(held, last - absl::Seconds(1), v1::NOTE_VISIBILITY_SHARED, kNow),
              StatusIs(absl::StatusCode::kFailedPrecondition, "NOTES_CLOSED"));
  EXPECT_THAT(CheckOpen(held, last - absl::Seconds(1), v1::NOTE_VISIBILITY_COACH_PRIVATE, kNow), IsOk());
}

TEST(NoteRules, APlannedSessionTakesNotesAndAVoidedOneOnlyPrivateOnes) {
  EXPECT_THAT(CheckOpen(Session(v1::COACHING_SESSION_STATE_SCHEDULED), absl::InfinitePast(),
                        v1::NOTE_VISIBILITY_SHARED, kNow),
              IsOk());
  for (const auto state : {v1::COACHING_SESSION_STATE_VOIDED, v1::COACHING_SESSION_STATE_CANCELLED}) {
    EXPECT_THAT(CheckOpen(Session(state), kNow, v1::NOTE_VISIBILITY_SHARED, kNow),
                StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
    EXPECT_THAT(CheckOpen(Session(state), kNow, v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE, kNow), IsOk());
  }
}

TEST(NoteRules, ANoteIsRevisedByItsAuthorAlone) {
  v1::Note note;
  note.set_creator("people/carla");
  EXPECT_THAT(CheckMayRevise(note, "people/carla"), IsOk());
  EXPECT_THAT(CheckMayRevise(note, "people/ana"), StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST(NoteRules, PrivateNotesAreReadByTheirAuthorAlone) {
  v1::Note note;
  note.set_creator("people/carla");
  note.set_visibility(v1::NOTE_VISIBILITY_SHARED);
  EXPECT_TRUE(MayRead(Part::kAttendee, note, "people/ana"));
  EXPECT_FALSE(MayRead(Part::kNone, note, "people/hr"));
  note.set_visibility(v1::NOTE_VISIBILITY_COACH_PRIVATE);
  EXPECT_TRUE(MayRead(Part::kCoach, note, "people/carla"));
  EXPECT_FALSE(MayRead(Part::kAttendee, note, "people/ana"));
}

}  // namespace
}  // namespace laurel::feedback::note
