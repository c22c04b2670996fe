// The permission table of the product, for sessions, notes and coverage: every relation, every call, over the
// wire.
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/feedback/testing/suite.h"
#include "services/feedback/tests/permissions.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using Stub = v1::CoachingService::Stub;

// The session's coach holds a COACH line to Ana, so that coach and line manager are two people.
TEST_F(Permissions, OfASessionAreThoseOfTheTable) {
  const std::vector<Row> rows = {// Get, ListNotes, AddNote, Acknowledge; Hold a planned one; Void
                                 {"attendee", kAna, "FOOF D D"},
                                 {"coach", kCoach, "FOOD F F"},
                                 {"line manager", kCarla, "SDDD D D"},
                                 {"chain above", kSkip, "NNNN N N"},
                                 {"top", kTop, "NNNN N N"},
                                 {"former manager", kFormer, "NNNN N N"},
                                 {"team lead", kLead, "NNNN N N"},
                                 {"peer", kPeer, "NNNN N N"},
                                 {"colleague", kBen, "NNNN N N"},
                                 {"HR_ADMIN", kHr, "SDDD D S"},
                                 {"AUDITOR", kAuditor, "SDDD D D"},
                                 {"stranger", kStranger, "NNNN N N"}};
  for (const Row& row : rows) {
    const std::string held = suite.Held(kCoach, {kAna}).name();
    const std::string planned = suite.Scheduled(kCoach, {kAna}).name();
    v1::ListNotesRequest notes;
    notes.set_parent(held);
    std::string outcome;
    outcome +=
        Outcome(suite.As(row.person, &Stub::GetCoachingSession, Named<v1::GetCoachingSessionRequest>(held)));
    outcome += Outcome(suite.As(row.person, &Stub::ListNotes, notes));
    outcome += Outcome(suite.As(row.person, &Stub::AddNote, NoteRequest(held, "noted")));
    outcome += Outcome(suite.As(row.person, &Stub::AcknowledgeCoachingSession,
                                Named<v1::AcknowledgeCoachingSessionRequest>(held)));
    outcome += ' ';
    outcome += Outcome(
        suite.As(row.person, &Stub::HoldCoachingSession, Named<v1::HoldCoachingSessionRequest>(planned)));
    outcome += ' ';
    auto voiding = Named<v1::VoidCoachingSessionRequest>(suite.Held(kCoach, {kAna}).name());
    voiding.set_reason("logged twice");
    outcome += Outcome(suite.As(row.person, &Stub::VoidCoachingSession, voiding));
    EXPECT_EQ(outcome, row.expected) << row.relation;
  }
}

TEST_F(Permissions, OfListsOfSessionsAgreeWithThoseOfOne) {
  suite.Held(kCoach, {kAna});
  suite.Held(kCarla, {kAna, kBen});
  const std::vector<Row> rows = {
      // attendee=Ana, coach=Coach, none
      {"attendee", kAna, "212"},     {"coach", kCoach, "111"},     {"line manager", kCarla, "2R1"},
      {"chain above", kSkip, "0R0"}, {"top", kTop, "0R0"},         {"former manager", kFormer, "RR0"},
      {"team lead", kLead, "0R0"},   {"peer", kPeer, "RR0"},       {"colleague", kBen, "RR1"},
      {"HR_ADMIN", kHr, "210"},      {"AUDITOR", kAuditor, "210"}, {"stranger", kStranger, "RR0"}};
  v1::ListCoachingSessionsRequest of_ana;
  of_ana.set_attendee(Person(kAna));
  v1::ListCoachingSessionsRequest by_coach;
  by_coach.set_coach(Person(kCoach));
  for (const Row& row : rows) {
    const std::string counts{Count(row.person, of_ana), Count(row.person, by_coach),
                             Count(row.person, v1::ListCoachingSessionsRequest())};
    EXPECT_EQ(counts, row.expected) << row.relation;
  }
  const auto page = suite.As(kCarla, &Stub::ListCoachingSessions, of_ana);
  ASSERT_THAT(page, IsOk());
  for (const auto& session : page->coaching_sessions()) {
    const bool own = session.coach() == Person(kCarla);
    EXPECT_EQ(session.view(), own ? common::v1::VIEW_FULL : common::v1::VIEW_SUMMARY);
  }
}

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

TEST_F(Permissions, ToCoachFollowFromLinesAndTeams) {
  const std::vector<Row> rows = {
      {"line manager", kCarla, "FF"}, {"chain above", kSkip, "FF"}, {"top", kTop, "FF"},
      {"coach", kCoach, "FF"},        {"team lead", kLead, "FF"},   {"former manager", kFormer, "RF"},
      {"peer", kPeer, "RF"},          {"colleague", kBen, "RF"},    {"HR_ADMIN", kHr, "RF"},
      {"AUDITOR", kAuditor, "RF"},    {"stranger", kStranger, "RF"}};
  for (const Row& row : rows) {
    auto request = LogRequest({kAna}, suite.clock.Now());
    std::string outcome(1, Outcome(suite.As(row.person, &Stub::CreateCoachingSession, request)));
    request.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_ROLE_PLAY);
    outcome += Outcome(suite.As(row.person, &Stub::CreateCoachingSession, request));
    EXPECT_EQ(outcome, row.expected) << row.relation;
  }
}

TEST_F(Permissions, AnotherCoachIsNamedByHrAlone) {
  auto request = LogRequest({kAna}, suite.clock.Now());
  request.mutable_coaching_session()->set_coach(Person(kCarla));
  EXPECT_EQ(Outcome(suite.As(kHr, &Stub::CreateCoachingSession, request)), 'S');
  EXPECT_EQ(Outcome(suite.As(kSkip, &Stub::CreateCoachingSession, request)), 'R');
  request.mutable_coaching_session()->set_coach(Person(kPeer));
  EXPECT_EQ(Outcome(suite.As(kHr, &Stub::CreateCoachingSession, request)), 'R');
}

TEST_F(Permissions, OfCoverageFollowTheLine) {
  const std::vector<Row> rows = {{"manager", kCarla, "O"}, {"chain above", kSkip, "O"}, {"top", kTop, "O"},
                                 {"HR_ADMIN", kHr, "O"},   {"AUDITOR", kAuditor, "O"},  {"report", kAna, "R"},
                                 {"coach", kCoach, "R"},   {"team lead", kLead, "R"},   {"peer", kPeer, "R"},
                                 {"former", kFormer, "R"}, {"stranger", kStranger, "R"}};
  v1::GetCoachingCoverageRequest request;
  request.set_manager(Person(kCarla));
  for (const Row& row : rows) {
    EXPECT_EQ(std::string(1, Outcome(suite.As(row.person, &Stub::GetCoachingCoverage, request))),
              row.expected)
        << row.relation;
  }
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

TEST_F(Permissions, EndForWhoHasLeftAndAreNoneForWhoIsUnknown) {
  const v1::ListCoachingSessionsRequest own;
  EXPECT_THAT(suite.As(kGone, &Stub::ListCoachingSessions, own),
              StatusIs(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED"));
  EXPECT_THAT(suite.As(kNobody, &Stub::ListCoachingSessions, own),
              StatusIs(absl::StatusCode::kPermissionDenied, "PERSON_UNKNOWN"));
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
