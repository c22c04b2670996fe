// `laurel coaching prepare` and `show` as they are typed.
#include <optional>

#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

using ::testing::AllOf;
using testing::FakeSuite;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using ::testing::StartsWith;

namespace v1 = feedback::v1;

v1::CoachingSession SessionOf(const std::string& id, const std::string& coach, const std::string& attendee,
                              v1::CoachingSessionState state, absl::Duration from_now) {
  v1::CoachingSession session;
  session.set_name("coachingSessions/01jd8z3v5n7q2w4e6r8t" + id);
  session.set_coach(coach);
  session.add_attendees(attendee);
  session.set_state(state);
  session.set_focus_area("Call opening");
  auto& time =
      from_now > absl::ZeroDuration() ? *session.mutable_scheduled_time() : *session.mutable_held_time();
  time = ToTimestamp(FakeSuite::Now().now + from_now);
  return session;
}

v1::ActionItem OpenItem(const std::string& session) {
  v1::ActionItem item;
  item.set_name("actionItems/01jd8z3v5n7q2w4e6r8tqqqqq1");
  item.set_owner("people/ana");
  item.set_creator("people/maria");
  item.set_text("call back");
  item.set_session(session);
  item.set_state(v1::ACTION_ITEM_STATE_OPEN);
  *item.mutable_due_date() = ToDate(absl::CivilDay(2026, 11, 20));
  return item;
}

v1::Feedback Praise() {
  v1::Feedback piece;
  piece.set_name("feedback/01jd8z3v5n7q2w4e6r8tfffff1");
  piece.set_author("people/anabel");
  piece.set_subject("people/ana");
  piece.set_kind(v1::FEEDBACK_KIND_PRAISE);
  piece.set_state(v1::FEEDBACK_STATE_SUBMITTED);
  piece.set_strengths("Stayed calm\nwith a caller who was not.");
  *piece.mutable_submit_time() = ToTimestamp(FakeSuite::Now().now - absl::Hours(72));
  return piece;
}

// Maria coaches Ana: one planned, one held, one item open, one talking point, one piece of feedback.
void Fill(FakeSuite& suite) {
  suite.coaching.sessions = {
      SessionOf("abcde2", "people/maria", "people/ana", v1::COACHING_SESSION_STATE_SCHEDULED,
                absl::Hours(48)),
      SessionOf("abcde1", "people/maria", "people/ana", v1::COACHING_SESSION_STATE_HELD, -absl::Hours(25))};
  suite.coaching.items = {OpenItem(suite.coaching.sessions[1].name())};
  suite.Run({"coaching", "point", suite.coaching.sessions[0].name(), "Shifts"});
  suite.feedback.pieces = {Praise()};
  const std::string goal = suite.goals.Add("aaaaa1", "people/ana", "Happier callers").name();
  const std::string csat = suite.goals.AddMetric("kkkkk1", "csat", "CSAT").name();
  suite.goals.AddCheckIn("ccccc1", csat, "86.25", absl::Hours(25)).set_comment("the greeting works");
  suite.goals.Add("aaaaa2", "people/ana", "Write the guide").set_health(goals::v1::GOAL_HEALTH_NOT_UPDATED);
  suite.recognition.Add("rrrrr1", "people/anabel", "people/ana", "stayed two hours").set_points_each(10);
}

TEST(CoachingPrepare, IsOnePage) {
  FakeSuite suite;
  Fill(suite);
  const Outcome outcome = suite.Run({"coaching", "prepare", "ana pereira"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(
      outcome.out,
      "Ana Pereira\n"
      "Next: Mon 23 Nov 16:20, 30 min, Call opening (abcde2)\n"
      "\n"
      "Open action items (laurel action done ID)\n"
      "ID      DUE                 OWNER        STATE  TEXT\n"
      "qqqqq1  overdue, yesterday  Ana Pereira  open   call back\n"
      "\n"
      "Talking points (laurel coaching point abcde2 \"…\")\n"
      "NO  STATE  BY           TEXT\n"
      "1   open   Maria Costa  Shifts\n"
      "\n"
      "Goals of Ana Pereira (laurel goal show ID)\n"
      "ID      GOAL             PROGRESS         HEALTH       UNTIL       LAST CHECK IN\n"
      "aaaaa1  Happier callers  [#####---] 62 %  on track     Thu 31 Dec  yesterday 15:20: CSAT 86.25 %, on "
      "track: the greeting works\n"
      "aaaaa2  Write the guide  [#####---] 62 %  not updated  Thu 31 Dec  never\n"
      "\n"
      "Feedback about Ana Pereira, last 90 days (laurel feedback show ID)\n"
      "ID      WHEN              KIND    FROM          WHAT\n"
      "fffff1  Wed 18 Nov 16:20  praise  Anabel Ortiz  Stayed calm↵with a caller who was not.\n"
      "\n"
      "Recognition of Ana Pereira, last 90 days (laurel recognition show ID)\n"
      "ID      WHEN             FROM          POINTS  WHAT\n"
      "rrrrr1  yesterday 15:20  Anabel Ortiz  +10     stayed two hours\n"
      "\n"
      "Last sessions (laurel coaching show ID)\n"
      "ID      WHEN             FOCUS         ACKNOWLEDGED\n"
      "abcde1  yesterday 15:20  Call opening  not yet\n");
}

TEST(CoachingPrepare, MeansTheOtherSideOfTheNextOne) {
  FakeSuite suite;
  Fill(suite);
  EXPECT_THAT(suite.Run({"coaching", "prepare"}).out, StartsWith("Ana Pereira\nNext: Mon 23 Nov"));
  suite.coaching.sessions.push_back(SessionOf("abcde3", "people/anabel", "people/maria",
                                              v1::COACHING_SESSION_STATE_SCHEDULED, absl::Hours(3)));
  EXPECT_THAT(suite.Run({"coaching", "prepare"}).out,
              AllOf(StartsWith("Anabel Ortiz, who coaches you\nNext: today 19:20"),
                    HasSubstr("Feedback about you, last 90 days (laurel feedback show ID)\nNone.")));
  suite.coaching.sessions.clear();
  const Outcome nothing = suite.Run({"coaching", "prepare"});
  EXPECT_EQ(nothing.code, 3);
  EXPECT_THAT(nothing.err, HasSubstr("nothing is planned with you"));
}

TEST(CoachingPrepare, IsNotWithOneself) {
  FakeSuite suite;
  const Outcome outcome = suite.Run({"coaching", "prepare", "me"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("\"me\" is you"));
}

TEST(CoachingList, IsNotBetweenOneAndOneself) {
  FakeSuite suite;
  EXPECT_THAT(suite.Run({"coaching", "list", "--with", "me"}).err, HasSubstr("--with: that is you"));
}

TEST(CoachingPrepare, SaysOfWhomItWasCoachedByThatItIsOver) {
  FakeSuite suite;
  suite.coaching.sessions = {SessionOf("abcde1", "people/anabel", "people/maria",
                                       v1::COACHING_SESSION_STATE_HELD, -absl::Hours(25))};
  EXPECT_THAT(suite.Run({"coaching", "prepare", "anabel"}).out,
              StartsWith("Anabel Ortiz, who coached you last\n"));
}

TEST(CoachingPrepare, AsksWhichOfAGroup) {
  FakeSuite suite;
  Fill(suite);
  suite.coaching.sessions[0].add_attendees("people/anabel");
  const Outcome outcome = suite.Run({"coaching", "prepare"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("is with Ana Pereira, Anabel Ortiz: say who"));
}

TEST(CoachingPrepare, CountsTheAcknowledgementOfTheOneWhoIsCoached) {
  FakeSuite suite;
  Fill(suite);
  suite.coaching.sessions[1].add_attendees("people/anabel");
  suite.coaching.sessions[1].add_acknowledgements()->set_person("people/anabel");
  EXPECT_THAT(suite.Run({"coaching", "prepare", "ana pereira"}).out, HasSubstr("Call opening  not yet\n"));
  suite.coaching.sessions[1].add_acknowledgements()->set_person("people/ana");
  EXPECT_THAT(suite.Run({"coaching", "prepare", "ana pereira"}).out, HasSubstr("Call opening  yes\n"));
}

TEST(CoachingPrepare, SaysHowToPlanWhereNothingIs) {
  FakeSuite suite;
  EXPECT_THAT(suite.Run({"coaching", "prepare", "ana pereira"}).out,
              AllOf(HasSubstr("Nothing is planned between you: laurel coaching plan ana@example.com --at"),
                    Not(HasSubstr("Talking points"))));
}

TEST(CoachingPrepare, TellsWhatIsWithheldAndShowsTheRest) {
  FakeSuite suite;
  Fill(suite);
  suite.coaching.broken["ListActionItems"] =
      Error(absl::StatusCode::kPermissionDenied, "NOT_YOUR_REPORT", "these are somebody else's");
  suite.coaching.broken["ListTalkingPoints"] = absl::InternalError("incident 7");
  const Outcome outcome = suite.Run({"coaching", "prepare", "ana pereira"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("Open action items\nWithheld: these are somebody else's\n"),
                                 HasSubstr("Talking points\nWithheld: incident 7\n"),
                                 HasSubstr("Stayed calm"), HasSubstr("abcde1")));
  const Outcome json = suite.Run({"coaching", "prepare", "ana pereira", "-o", "json"});
  const auto groups = nlohmann::json::parse(json.out);
  EXPECT_FALSE(groups.contains("openActionItems"));
  EXPECT_EQ(groups["feedback"].size(), 1u);
  EXPECT_EQ(groups["next"].size(), 1u);
  EXPECT_THAT(json.err, HasSubstr("open action items are withheld: these are somebody else's"));
}

TEST(CoachingPrepare, TellsWhatEachServiceWithholds) {
  FakeSuite suite;
  Fill(suite);
  suite.goals.broken["ListCheckIns"] = Error(absl::StatusCode::kInternal, "INTERNAL", "incident 8");
  suite.recognition.broken["ListRecognitions"] = Error(absl::StatusCode::kInternal, "INTERNAL", "incident 9");
  EXPECT_THAT(suite.Run({"coaching", "prepare", "ana pereira"}).out,
              AllOf(HasSubstr("on track     Thu 31 Dec  withheld: incident 8\n"),
                    HasSubstr("Recognition of Ana Pereira, last 90 days\nWithheld: incident 9\n"),
                    HasSubstr("Stayed calm")));
  const Outcome json = suite.Run({"coaching", "prepare", "ana pereira", "-o", "json"});
  const auto groups = nlohmann::json::parse(json.out);
  EXPECT_EQ(groups["goals"].size(), 2u);
  EXPECT_FALSE(groups.contains("checkIns"));
  EXPECT_FALSE(groups.contains("recognitions"));
  EXPECT_THAT(json.err, AllOf(HasSubstr("check-ins of Happier callers are withheld: incident 8"),
                              HasSubstr("recognition is withheld: incident 9")));
}

TEST(CoachingPrepare, GoesOnWithoutTheServicesThatAreAway) {
  FakeSuite suite;
  Fill(suite);
  Outcome outcome = suite.Run({"coaching", "prepare", "ana pereira", "--goals-address", "127.0.0.1:1",
                               "--recognition-address", "127.0.0.1:1", "--timeout", "1s"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(
      outcome.out,
      AllOf(HasSubstr("Goals of Ana Pereira\nWithheld: goals at 127.0.0.1:1 cannot be reached"),
            HasSubstr("Withheld: recognition at 127.0.0.1:1 cannot be reached"), HasSubstr("Stayed calm")));
  outcome = suite.Run(
      {"coaching", "prepare", "ana pereira", "--feedback-address", "127.0.0.1:1", "--timeout", "1s"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("What is planned is withheld: feedback at 127.0.0.1:1 cannot be reached"),
                    HasSubstr("the greeting works"), HasSubstr("stayed two hours")));
  EXPECT_EQ(
      suite
          .Run({"coaching", "prepare", "ana pereira", "--feedback-address", "127.0.0.1:1", "--goals-address",
                "127.0.0.1:1", "--recognition-address", "127.0.0.1:1", "--timeout", "1s"})
          .code,
      7);
}

TEST(CoachingShow, KeepsCarriedItemsApart) {
  FakeSuite suite;
  Fill(suite);
  suite.coaching.sessions[0].set_series(suite.coaching.sessions[0].name());
  common::v1::StatusChange& moved = suite.coaching.changes.emplace_back();
  moved.set_from_state("COACHING_SESSION_STATE_SCHEDULED");
  moved.set_to_state("COACHING_SESSION_STATE_SCHEDULED");
  moved.set_actor("people/maria");
  *moved.mutable_time() = ToTimestamp(FakeSuite::Now().now);
  *moved.mutable_former_scheduled_time() = ToTimestamp(FakeSuite::Now().now + absl::Hours(24));
  *moved.mutable_scheduled_time() = ToTimestamp(FakeSuite::Now().now + absl::Hours(48));
  const Outcome outcome = suite.Run({"coaching", "show", "abcde2"});
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("series   1 of 1 (laurel coaching list --series abcde2)\n"),
                    HasSubstr("today 16:20  Maria Costa moved it from tomorrow 16:20 to Mon 23 Nov 16:20\n"),
                    HasSubstr("Talking points\n"), HasSubstr("Carried over from before\n"),
                    Not(HasSubstr("Action items\n"))));
  EXPECT_THAT(suite.Run({"coaching", "show", "abcde1"}).out,
              AllOf(HasSubstr("Action items\n"), Not(HasSubstr("Carried over"))));
}

TEST(CoachingShow, TellsAllThatBecameOfItOrNothing) {
  FakeSuite suite;
  Fill(suite);
  common::v1::StatusChange planned;
  planned.set_to_state("COACHING_SESSION_STATE_SCHEDULED");
  planned.set_actor("people/maria");
  common::v1::StatusChange missed = planned;
  missed.set_from_state("COACHING_SESSION_STATE_SCHEDULED");
  missed.set_to_state("COACHING_SESSION_STATE_NO_SHOW");
  suite.coaching.changes = {planned, missed};
  EXPECT_THAT(suite.Run({"coaching", "show", "abcde2"}).out, Not(HasSubstr("What became of it")));
  common::v1::StatusChange added = planned;
  added.set_from_state("COACHING_SESSION_STATE_SCHEDULED");
  added.add_attendees_added("people/anabel");
  suite.coaching.changes.push_back(added);
  EXPECT_THAT(suite.Run({"coaching", "show", "abcde2"}).out,
              AllOf(HasSubstr("added Anabel Ortiz"), HasSubstr("Maria Costa noted that nobody came")));
}

TEST(CoachingHistory, IsToldInSentences) {
  FakeSuite suite;
  Fill(suite);
  common::v1::StatusChange& held = suite.coaching.changes.emplace_back();
  held.set_to_state("COACHING_SESSION_STATE_HELD");
  held.set_actor("people/maria");
  *held.mutable_time() = ToTimestamp(FakeSuite::Now().now);
  EXPECT_EQ(suite.Run({"coaching", "history", "abcde1"}).out,
            "WHEN         WHAT\n"
            "today 16:20  Maria Costa logged it\n");
  EXPECT_EQ(nlohmann::json::parse(suite.Run({"coaching", "history", "abcde1", "-o", "json"}).out).size(), 1u);
}

}  // namespace
}  // namespace laurel::cli
