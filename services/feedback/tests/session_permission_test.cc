// What permissions to sessions and notes are beyond the permission table (permission_table/): among several
// sessions, among several attendees, and while nothing is heard of the organisation.
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/feedback/testing/suite.h"
#include "services/feedback/tests/permissions.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using Stub = v1::CoachingService::Stub;

TEST_F(Permissions, ALineManagerFindsTheirPeopleAmongTheSessionsOfAnotherCoachTheyMayCoach) {
  // Skip manages Carla, who coaches; Carla's report Ana is not Skip's.
  suite.Held(kCarla, {kAna});
  suite.Held(kTop, {kCarla});
  v1::ListCoachingSessionsRequest by_carla;
  by_carla.set_coach(Person(kCarla));
  EXPECT_EQ(Count(kSkip, by_carla), '0');
  v1::ListCoachingSessionsRequest of_carla;
  of_carla.set_attendee(Person(kCarla));
  EXPECT_EQ(Count(kSkip, of_carla), '1');
}

TEST_F(Permissions, PrivateNotesAreTheirAuthorsAndSharedOnesTheParticipants) {
  const std::string session = suite.Held(kCarla, {kAna, kBen}).name();
  ASSERT_THAT(suite.As(kCarla, &Stub::AddNote, NoteRequest(session, "c", v1::NOTE_VISIBILITY_COACH_PRIVATE)),
              IsOk());
  suite.Pass(absl::Seconds(1));
  ASSERT_THAT(suite.As(kAna, &Stub::AddNote, NoteRequest(session, "a", v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE)),
              IsOk());
  suite.Pass(absl::Seconds(1));
  ASSERT_THAT(suite.As(kBen, &Stub::AddNote, NoteRequest(session, "s")), IsOk());
  EXPECT_THAT(suite.As(kAna, &Stub::AddNote, NoteRequest(session, "x", v1::NOTE_VISIBILITY_COACH_PRIVATE)),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(
      suite.As(kCarla, &Stub::AddNote, NoteRequest(session, "x", v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE)),
      StatusIs(absl::StatusCode::kPermissionDenied));
  const auto texts = [&](const std::string& person) {
    v1::ListNotesRequest request;
    request.set_parent(session);
    std::string all;
    const auto page = suite.As(person, &Stub::ListNotes, request);
    EXPECT_THAT(page, IsOk());
    if (page.ok()) {
      for (const v1::Note& note : page->notes()) all += note.text();
    }
    return all;
  };
  EXPECT_EQ(texts(kCarla), "cs");
  EXPECT_EQ(texts(kAna), "as");
  EXPECT_EQ(texts(kBen), "s");
}

TEST_F(Permissions, WithoutFreshNewsOnesOwnGoesOnAndRelationsWait) {
  const std::string session = suite.Held(kCoach, {kAna}).name();
  const std::string unknown = "coachingSessions/" + kNobody;
  suite.clock.Advance(absl::Minutes(16));
  const auto get = [&](const std::string& person, const std::string& name) {
    return suite.As(person, &Stub::GetCoachingSession, Named<v1::GetCoachingSessionRequest>(name));
  };
  EXPECT_THAT(get(kAna, session), IsOk());
  EXPECT_THAT(get(kCoach, session), IsOk());
  EXPECT_THAT(get(kHr, session), IsOk());
  EXPECT_THAT(suite.As(kAna, &Stub::AddNote, NoteRequest(session, "still here")), IsOk());
  const auto stale = StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE");
  EXPECT_THAT(get(kCarla, session), stale);
  EXPECT_THAT(get(kCarla, unknown), stale);
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, LogRequest({kAna}, suite.clock.Now())), stale);
  EXPECT_THAT(suite.As(kCarla, &Stub::GetCoachingCoverage, v1::GetCoachingCoverageRequest()), stale);
}

}  // namespace
}  // namespace laurel::feedback::testing
