// `laurel coaching plan`, `move` and `edit` as they are typed.
#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::ElementsAre;
using testing::FakeSuite;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;

namespace v1 = feedback::v1;

constexpr char kSession[] = "coachingSessions/01jd8z3v5n7q2w4e6r8tabcdef";

v1::CoachingSession Planned() {
  v1::CoachingSession session;
  session.set_name(kSession);
  session.set_etag("etag-1");
  session.set_kind(v1::COACHING_SESSION_KIND_ONE_ON_ONE);
  session.set_coach("people/maria");
  session.add_attendees("people/ana");
  session.set_state(v1::COACHING_SESSION_STATE_SCHEDULED);
  *session.mutable_scheduled_time() = ToTimestamp(FakeSuite::Now().now + absl::Hours(48));
  return session;
}

absl::Time Local(int day, int hour, int minute) {
  return absl::FromCivil(absl::CivilMinute(2026, 11, day, hour, minute), FakeSuite::Now().zone);
}

absl::Status Busy(const char* person) {
  return Error(absl::StatusCode::kFailedPrecondition, "OVERLAP", "somebody is busy")
      .With("person", person)
      .With("start_time", "2026-11-23T09:00:00Z")
      .With("end_time", "2026-11-23T09:30:00Z");
}

TEST(CoachingPlan, TellsTheFirstHowManyAndUntilWhen) {
  FakeSuite suite;
  const Outcome outcome = suite.Run(
      {"coaching", "plan", "ana pereira", "--at", "monday 10:00", "--repeat", "weekly", "--times", "12"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "Planned: Ana Pereira, Mon 23 Nov 10:00 (abcdef)\n"
            "12 of them, every week until Mon 8 Feb 2027.\n");
  ASSERT_EQ(suite.coaching.created.size(), 1u);
  const auto& request = suite.coaching.created[0];
  EXPECT_EQ(request.repeat().every_weeks(), 1);
  EXPECT_EQ(request.repeat().count(), 12);
  EXPECT_EQ(FromTimestamp(request.coaching_session().scheduled_time()), Local(23, 10, 0));
}

TEST(CoachingPlan, WantsHowOftenAndHowManyTogether) {
  FakeSuite suite;
  const std::vector<std::string> plan = {"coaching", "plan", "ana pereira", "--at", "monday 10:00"};
  for (const std::vector<std::string>& more : {std::vector<std::string>{"--repeat", "weekly"},
                                               {"--times", "3"},
                                               {"--repeat", "daily", "--times", "3"},
                                               {"--repeat", "weekly", "--times", "1"}}) {
    std::vector<std::string> words = plan;
    words.insert(words.end(), more.begin(), more.end());
    EXPECT_EQ(suite.Run(words).code, 2) << more[0] << " " << more[1];
  }
  EXPECT_THAT(suite.coaching.created, ElementsAre());
}

TEST(CoachingPlan, RefusesThePastAndSaysHowToLogIt) {
  FakeSuite suite;
  Outcome outcome = suite.Run({"coaching", "plan", "ana pereira", "--at", "yesterday 10:00"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("laurel coaching log WHO --held \"yesterday 10:00\""));
  EXPECT_THAT(suite.coaching.created, ElementsAre());
  outcome = suite.Run({"coaching", "move", "abcdef", "yesterday 10:00"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("laurel coaching hold abcdef --held \"yesterday 10:00\""));
}

TEST(CoachingPlan, TakesTheContactsItIsAbout) {
  FakeSuite suite;
  const std::vector<std::string> plan = {"coaching", "plan",         "ana pereira",
                                         "--at",     "monday 10:00", "--evidence"};
  std::vector<std::string> words = plan;
  words.insert(words.end(), {"zendesk:48213", "--evidence", "phone:7 @yesterday 15:00"});
  EXPECT_EQ(suite.Run(words).code, 0);
  ASSERT_EQ(suite.coaching.created.size(), 1u);
  const v1::CoachingSession& session = suite.coaching.created[0].coaching_session();
  ASSERT_EQ(session.evidence_size(), 2);
  EXPECT_EQ(session.evidence(0).external_id(), "48213");
  EXPECT_EQ(FromTimestamp(session.evidence(1).occurred_time()), Local(20, 15, 0));
  words = plan;
  words.emplace_back("48213");
  EXPECT_EQ(suite.Run(words).code, 2);
}

TEST(CoachingPlan, SaysWhoIsBusyWhenAndTheWayOut) {
  FakeSuite suite;
  suite.coaching.failures = {Busy("people/ana")};
  const std::vector<std::string> plan = {"coaching", "plan", "ana pereira", "--at", "monday 10:00"};
  Outcome outcome = suite.Run(plan);
  EXPECT_EQ(outcome.code, 5);
  EXPECT_EQ(outcome.err,
            "error: Ana Pereira is busy Mon 23 Nov 10:00 to 10:30\n"
            "hint:  choose another time, or plan it all the same with --allow-overlap\n"
            "reason: OVERLAP\n");
  suite.coaching.failures = {Busy("people/maria")};
  EXPECT_THAT(suite.Run(plan).err, HasSubstr("error: you are busy Mon 23 Nov 10:00 to 10:30\n"));
  suite.coaching.failures = {Error(absl::StatusCode::kFailedPrecondition, "OVERLAP", "busy")};
  outcome = suite.Run(plan);
  EXPECT_THAT(outcome.err, HasSubstr("somebody who would take part is busy then"));
}

TEST(CoachingMove, TakesTheNewTimeAsItIsSaid) {
  FakeSuite suite;
  suite.coaching.sessions = {Planned()};
  const Outcome outcome = suite.Run(
      {"coaching", "move", "abcdef", "tuesday 10:00", "--duration", "45m", "--reason", "She is in training"});
  EXPECT_EQ(outcome.out, "Moved: Ana Pereira, Tue 24 Nov 10:00 (abcdef)\n") << outcome.err;
  ASSERT_EQ(suite.coaching.moved.size(), 1u);
  const auto& request = suite.coaching.moved[0];
  EXPECT_EQ(request.name(), kSession);
  EXPECT_EQ(FromTimestamp(request.scheduled_time()), Local(24, 10, 0));
  EXPECT_EQ(FromDuration(request.duration()), absl::Minutes(45));
  EXPECT_EQ(request.reason(), "She is in training");
  EXPECT_EQ(suite.Run({"coaching", "move", "abcdef", "sometime"}).code, 2);
  suite.coaching.failures = {Busy("people/ana")};
  EXPECT_THAT(suite.Run({"coaching", "move", "abcdef", "monday 10:00"}).err,
              HasSubstr("Ana Pereira is busy Mon 23 Nov 10:00 to 10:30"));
}

TEST(CoachingEdit, ChangesWhatIsGivenAlone) {
  FakeSuite suite;
  suite.coaching.sessions = {Planned()};
  EXPECT_EQ(suite.Run({"coaching", "edit", "abcdef", "--focus", "Hold times", "--goal", "none"}).code, 0);
  ASSERT_EQ(suite.coaching.updated.size(), 1u);
  const auto& request = suite.coaching.updated[0];
  EXPECT_THAT(request.update_mask().paths(), ElementsAre("focus_area", "goals"));
  EXPECT_EQ(request.coaching_session().focus_area(), "Hold times");
  EXPECT_EQ(request.coaching_session().goals_size(), 0);
  EXPECT_EQ(request.coaching_session().etag(), "");
  EXPECT_EQ(suite.Run({"coaching", "edit", "abcdef"}).code, 2);
}

TEST(CoachingEdit, TakesKindAndContacts) {
  FakeSuite suite;
  suite.coaching.sessions = {Planned()};
  EXPECT_EQ(suite.Run({"coaching", "edit", "abcdef", "--kind", "role-play", "--evidence", "none"}).code, 0);
  EXPECT_EQ(suite.Run({"coaching", "edit", "abcdef", "--evidence", "zendesk:48213"}).code, 0);
  ASSERT_EQ(suite.coaching.updated.size(), 2u);
  EXPECT_THAT(suite.coaching.updated[0].update_mask().paths(), ElementsAre("kind", "evidence"));
  EXPECT_EQ(suite.coaching.updated[0].coaching_session().kind(), v1::COACHING_SESSION_KIND_ROLE_PLAY);
  EXPECT_EQ(suite.coaching.updated[0].coaching_session().evidence_size(), 0);
  EXPECT_EQ(suite.coaching.updated[1].coaching_session().evidence(0).system(), "zendesk");
  EXPECT_EQ(suite.Run({"coaching", "edit", "abcdef", "--kind", "lunch"}).code, 2);
}

TEST(CoachingEdit, BindsAttendeesToTheSessionAsItWasRead) {
  FakeSuite suite;
  suite.coaching.sessions = {Planned()};
  const Outcome outcome = suite.Run({"coaching", "edit", "abcdef", "--add", "anabel"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("Anabel Ortiz can now read its shared notes and talking points"));
  EXPECT_THAT(outcome.err, HasSubstr("it was one on one, and is group now"));
  ASSERT_EQ(suite.coaching.updated.size(), 1u);
  const auto& added = suite.coaching.updated[0];
  EXPECT_THAT(added.update_mask().paths(), ElementsAre("attendees", "kind"));
  EXPECT_THAT(added.coaching_session().attendees(), ElementsAre("people/ana", "people/anabel"));
  EXPECT_EQ(added.coaching_session().kind(), v1::COACHING_SESSION_KIND_GROUP);
  EXPECT_EQ(added.coaching_session().etag(), "etag-1");
}

TEST(CoachingEdit, MeansThoseWhoTakePartByRemove) {
  FakeSuite suite;
  suite.coaching.sessions = {Planned()};
  EXPECT_EQ(suite.Run({"coaching", "edit", "abcdef", "--add", "anabel", "--remove", "ana"}).code, 0);
  ASSERT_EQ(suite.coaching.updated.size(), 1u);
  EXPECT_THAT(suite.coaching.updated[0].coaching_session().attendees(), ElementsAre("people/anabel"));
  const Outcome stranger = suite.Run({"coaching", "edit", "abcdef", "--remove", "bruno"});
  EXPECT_EQ(stranger.code, 2);
  EXPECT_THAT(stranger.err, HasSubstr("those who take part: Ana Pereira"));
}

}  // namespace
}  // namespace laurel::cli
