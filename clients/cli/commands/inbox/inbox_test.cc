// `laurel inbox`: what waits, and what of it could not be read.
#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using ::testing::AllOf;
using testing::FakeSuite;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;

v1::Feedback Praise(const std::string& id, v1::FeedbackState state, const std::string& author,
                    const std::string& subject) {
  v1::Feedback piece;
  piece.set_name("feedback/01jd8z3v5n7q2w4e6r8t" + id);
  piece.set_author(author);
  piece.set_subject(subject);
  piece.set_state(state);
  piece.set_strengths("Greets warmly\nand listens");
  *piece.mutable_create_time() = ToTimestamp(FakeSuite::Now().now - absl::Hours(25));
  return piece;
}

v1::CoachingSession Plan(const std::string& id, v1::CoachingSessionState state, absl::Duration from_now) {
  v1::CoachingSession session;
  session.set_name("coachingSessions/01jd8z3v5n7q2w4e6r8t" + id);
  session.set_coach("people/maria");
  session.add_attendees("people/ana");
  session.set_state(state);
  *session.mutable_scheduled_time() = ToTimestamp(FakeSuite::Now().now + from_now);
  return session;
}

TEST(InboxOfFeedback, ShowsWhatWasGivenAndWhatIsBegun) {
  FakeSuite suite;
  suite.feedback.pieces = {Praise("aaaaa1", v1::FEEDBACK_STATE_SUBMITTED, "people/ana", "people/maria"),
                           Praise("aaaaa2", v1::FEEDBACK_STATE_ACKNOWLEDGED, "people/ana", "people/maria"),
                           Praise("aaaaa3", v1::FEEDBACK_STATE_DRAFT, "people/maria", "people/anabel")};
  EXPECT_EQ(suite.Run({"inbox"}).out,
            "Feedback to read and acknowledge (laurel feedback show ID, laurel feedback ack ID)\n"
            "ID      GIVEN            WHO          WHAT\n"
            "aaaaa1  yesterday 15:20  Ana Pereira  Greets warmly↵and listens\n"
            "\n"
            "Drafts of feedback (laurel feedback edit ID, laurel feedback submit ID)\n"
            "ID      BEGUN            WHO           WHAT\n"
            "aaaaa3  yesterday 15:20  Anabel Ortiz  Greets warmly↵and listens\n"
            "\n");
  const auto json = nlohmann::json::parse(suite.Run({"inbox", "-o", "json"}).out);
  EXPECT_EQ(json["feedbackToAcknowledge"].size(), 1u);
  EXPECT_EQ(json["drafts"].size(), 1u);
  EXPECT_THAT(suite.Run({"inbox", "-o", "csv"}).out, HasSubstr("\"drafts\",\"feedback/"));
}

TEST(InboxOfSessions, TellsWhatIsToBeHeldFromWhatIsToCome) {
  FakeSuite suite;
  suite.coaching.sessions = {Plan("bbbbb1", v1::COACHING_SESSION_STATE_SCHEDULED, absl::Hours(18)),
                             Plan("bbbbb2", v1::COACHING_SESSION_STATE_IN_PROGRESS, absl::ZeroDuration()),
                             Plan("bbbbb3", v1::COACHING_SESSION_STATE_SCHEDULED, -absl::Hours(3))};
  const auto json = nlohmann::json::parse(suite.Run({"inbox", "-o", "json"}).out);
  ASSERT_EQ(json["toHold"].size(), 2u);
  EXPECT_EQ(json["toHold"][0]["state"], "COACHING_SESSION_STATE_IN_PROGRESS");
  EXPECT_EQ(json["planned"].size(), 1u);
  EXPECT_THAT(suite.Run({"inbox"}).out,
              HasSubstr("To hold (laurel coaching hold ID, laurel coaching no-show ID)\n"));
}

TEST(InboxOfSessions, CountsAtATerminalWhatIsPlannedLaterThanInTwoWeeks) {
  FakeSuite suite;
  suite.columns = 100;
  suite.variables["NO_COLOR"] = "1";
  suite.coaching.sessions = {Plan("bbbbb3", v1::COACHING_SESSION_STATE_SCHEDULED, absl::Hours(24 * 300)),
                             Plan("bbbbb2", v1::COACHING_SESSION_STATE_SCHEDULED, absl::Hours(24 * 15)),
                             Plan("bbbbb1", v1::COACHING_SESSION_STATE_SCHEDULED, absl::Hours(24 * 14))};
  EXPECT_THAT(suite.Run({"inbox"}).out,
              AllOf(HasSubstr("bbbbb1"), Not(HasSubstr("bbbbb2")),
                    HasSubstr("\nand 2 more: laurel coaching list --state scheduled\n")));
  EXPECT_EQ(nlohmann::json::parse(suite.Run({"inbox", "-o", "json"}).out)["planned"].size(), 3u);
  suite.coaching.sessions.pop_back();
  EXPECT_THAT(suite.Run({"inbox"}).out, HasSubstr("\n2 in more than two weeks: laurel coaching list"));
  suite.columns = 0;
  EXPECT_THAT(suite.Run({"inbox"}).out,
              AllOf(HasSubstr("bbbbb2"), HasSubstr("bbbbb3"), Not(HasSubstr("more than two weeks"))));
}

TEST(Inbox, SaysWhatIsMissingAndShowsTheRest) {
  FakeSuite suite;
  suite.coaching.sessions = {Plan("bbbbb1", v1::COACHING_SESSION_STATE_SCHEDULED, absl::Hours(18))};
  suite.feedback.broken["ListFeedback"] = Error(absl::StatusCode::kInternal, "INTERNAL", "incident 7");
  const Outcome outcome = suite.Run({"inbox"});
  EXPECT_EQ(outcome.code, 6);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("bbbbb1"), Not(HasSubstr("Nothing waits"))));
  EXPECT_EQ(outcome.err,
            "could not be read: feedback to acknowledge (incident 7)\n"
            "could not be read: drafts of feedback (incident 7)\n"
            "error: this is not all that waits for you\n");
}

TEST(Inbox, NeverSaysThatNothingWaitsWhenItDoesNotKnow) {
  FakeSuite suite;
  suite.feedback.broken["ListFeedback"] = Error(absl::StatusCode::kInternal, "INTERNAL", "incident 7");
  EXPECT_THAT(suite.Run({"inbox"}).out, Not(HasSubstr("Nothing waits")));
}

TEST(Inbox, IsAnErrorWhenNothingCanBeRead) {
  FakeSuite suite;
  const Outcome outcome = suite.Run({"inbox", "--feedback-address", "127.0.0.1:1", "--recognition-address",
                                     "127.0.0.1:1", "--goals-address", "127.0.0.1:1", "--timeout", "1s"});
  EXPECT_EQ(outcome.code, 7);
  EXPECT_EQ(outcome.out, "");
}

TEST(InboxOfThanks, ShowsWhatWaitsForADecision) {
  FakeSuite suite;
  auto& thanks = suite.recognition.Add("ccccc1", "people/anabel", "people/ana", "the calmest handover");
  thanks.set_state(recognition::v1::RECOGNITION_STATE_PENDING_APPROVAL);
  thanks.set_points_each(120);
  thanks.set_value("values/teamwork");
  EXPECT_EQ(suite.Run({"inbox"}).out,
            "Thanks that wait for your decision (laurel recognition approve ID, laurel recognition reject ID "
            "--reason "
            "\"…\")\n"
            "ID      GIVEN            WHO           WHAT\n"
            "ccccc1  yesterday 15:20  Anabel Ortiz  Ana Pereira, +120 #teamwork: the calmest handover\n"
            "\n");
  EXPECT_EQ(nlohmann::json::parse(suite.Run({"inbox", "-o", "json"}).out)["toDecide"].size(), 1u);
}

TEST(InboxOfGoals, ShowsWhatIsProposedToMe) {
  FakeSuite suite;
  goals::v1::Goal& goal = suite.goals.Add("ddddd1", "people/maria", "Happier callers");
  goal.set_creator("people/ana");
  goal.set_lifecycle(goals::v1::GOAL_LIFECYCLE_PROPOSED);
  *goal.mutable_create_time() = ToTimestamp(FakeSuite::Now().now - absl::Hours(25));
  suite.goals.Add("ddddd2", "people/maria", "Accepted already");
  EXPECT_EQ(
      suite.Run({"inbox"}).out,
      "Goals proposed to you (laurel goal show ID, laurel goal accept ID, laurel goal decline ID --reason "
      "\"…\")\n"
      "ID      PROPOSED         WHO          WHAT\n"
      "ddddd1  yesterday 15:20  Ana Pereira  Happier callers, until Thu 31 Dec\n"
      "\n");
  EXPECT_EQ(suite.goals.listed.back().owner(), "people/me");
  const auto json = nlohmann::json::parse(suite.Run({"inbox", "-o", "json"}).out);
  ASSERT_EQ(json["proposedGoals"].size(), 1u);
  EXPECT_EQ(json["proposedGoals"][0]["title"], "Happier callers");
  EXPECT_THAT(suite.Run({"inbox", "-o", "csv"}).out, HasSubstr("\"proposed_goals\",\"goals/"));
  EXPECT_EQ(suite.Run({"goal", "accept", "ddddd1"}).code, 0) << "by the id that stands there";
  EXPECT_EQ(suite.Run({"inbox"}).out, "Nothing waits for you.\n");
}

TEST(InboxOfGoals, SaysWhatGoalsWithhold) {
  FakeSuite suite;
  suite.coaching.sessions = {Plan("bbbbb1", v1::COACHING_SESSION_STATE_SCHEDULED, absl::Hours(18))};
  const Outcome away = suite.Run({"inbox", "--goals-address", "127.0.0.1:1", "--timeout", "1s"});
  EXPECT_EQ(away.code, 0);
  EXPECT_THAT(away.out, HasSubstr("bbbbb1"));
  EXPECT_THAT(away.err, HasSubstr("could not be read: goals proposed to you (goals at 127.0.0.1:1"));
  suite.goals.broken["ListGoals"] = Error(absl::StatusCode::kInternal, "INTERNAL", "incident 7");
  EXPECT_EQ(suite.Run({"inbox"}).code, 6);
}

TEST(InboxOfThanks, SaysThatRecognitionIsAwayAndDoesNotFail) {
  FakeSuite suite;
  suite.coaching.sessions = {Plan("bbbbb1", v1::COACHING_SESSION_STATE_SCHEDULED, absl::Hours(18))};
  const Outcome away = suite.Run({"inbox", "--recognition-address", "127.0.0.1:1", "--timeout", "1s"});
  EXPECT_EQ(away.code, 0);
  EXPECT_THAT(away.out, HasSubstr("bbbbb1"));
  EXPECT_THAT(away.err, HasSubstr("could not be read: thanks to decide about (recognition at 127.0.0.1:1"));
  suite.recognition.broken["ListRecognitions"] = Error(absl::StatusCode::kInternal, "INTERNAL", "incident 7");
  EXPECT_EQ(suite.Run({"inbox"}).code, 6);
}

}  // namespace
}  // namespace laurel::cli
