// `laurel feedback` as it is typed.
#include "clients/cli/testing/feedback_fixture.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::FakeSuite;
using FeedbackTest = testing::FeedbackFixture;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Outcome;
using ::testing::StartsWith;

TEST_F(FeedbackTest, IsGivenAndSaysWhoCanReadIt) {
  const Outcome outcome = Run(
      {"give", "ana pereira", "--strength", "Greets warmly", "--strength", "Listens", "--growth", "Asks late",
       "--next", "-", "--evidence", "zendesk:48213", "--competency", "Empathy", "--focus", "Call opening"},
      "Ask first");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "Given to Ana Pereira (gggggg). Ana and Anabel Ortiz can read it.\n");
  EXPECT_TRUE(suite_.feedback.created[0].submit());
  EXPECT_EQ(suite_.feedback.created[0].request_id().size(), 36u);
  EXPECT_EQ(Created().subject(), "people/ana");
  EXPECT_EQ(Created().kind(), v1::FEEDBACK_KIND_MIXED);
  EXPECT_EQ(Created().strengths(), "Greets warmly\nListens");
  EXPECT_EQ(Created().next_step(), "Ask first");
  EXPECT_EQ(Created().evidence(0).external_id(), "48213");
  EXPECT_EQ(Created().visibility(), v1::FEEDBACK_VISIBILITY_UNSPECIFIED);
}

TEST_F(FeedbackTest, HasTheKindOfItsTexts) {
  Run({"give", "ana pereira", "--strength", "x"});
  Run({"give", "ana pereira", "--growth", "x", "--next", "y"});
  Run({"give", "ana pereira", "--strength", "x", "--kind", "mixed", "--visibility", "manager-only"});
  ASSERT_EQ(suite_.feedback.created.size(), 3u);
  EXPECT_EQ(suite_.feedback.created[0].feedback().kind(), v1::FEEDBACK_KIND_PRAISE);
  EXPECT_EQ(suite_.feedback.created[1].feedback().kind(), v1::FEEDBACK_KIND_CONSTRUCTIVE);
  EXPECT_EQ(suite_.feedback.created[2].feedback().kind(), v1::FEEDBACK_KIND_MIXED);
  EXPECT_EQ(suite_.feedback.created[2].feedback().visibility(), v1::FEEDBACK_VISIBILITY_MANAGER_ONLY);
}

TEST_F(FeedbackTest, IsGivenAlthoughItsReadersCannotBeTold) {
  suite_.feedback.broken["PreviewAudience"] = Error(absl::StatusCode::kInternal, "INTERNAL", "incident 7");
  const Outcome outcome = Run({"give", "ana pereira", "--strength", "x"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out, "Given to Ana Pereira (gggggg).\n");
  EXPECT_THAT(outcome.err, HasSubstr("who can read it is not known now: incident 7"));
}

TEST_F(FeedbackTest, ADryRunShowsTheWholeAudience) {
  const Outcome outcome = Run({"give", "ana pereira", "--growth", "Asks late", "--dry-run"});
  EXPECT_EQ(outcome.out,
            "Nothing was sent. It would be constructive feedback.\n"
            "Who can read it\n"
            "WHO           EMAIL               WHY           READS\n"
            "Maria Costa   maria@example.com   author        all of it\n"
            "Ana Pereira   ana@example.com     subject       all of it\n"
            "Anabel Ortiz  anabel@example.com  line manager  all of it\n");
  EXPECT_TRUE(suite_.feedback.created[0].validate_only());
  EXPECT_EQ(suite_.feedback.previewed[0].feedback().subject(), "people/ana");
}

TEST_F(FeedbackTest, ADraftIsForItsAuthorAlone) {
  const Outcome outcome = Run({"give", "ana pereira", "--strength", "x", "--draft"});
  EXPECT_THAT(outcome.out, AllOf(StartsWith("Draft: praise from Maria Costa to Ana Pereira"),
                                 HasSubstr("laurel feedback submit gggggg")));
  EXPECT_FALSE(suite_.feedback.created[0].submit());
}

TEST_F(FeedbackTest, AsksNothingOfAServiceWhenItIsNotSaidWell) {
  EXPECT_THAT(Run({"give", "ana pereira"}).err, HasSubstr("what do you want to say?"));
  EXPECT_THAT(Run({"give", "ana", "--strength", "x", "--evidence", "48213"}).err,
              HasSubstr("--evidence: \"48213\" does not say where it is"));
  EXPECT_THAT(Run({"give", "ana", "--strength", "x", "--visibility", "all"}).err,
              HasSubstr("is none of private, subject-and-manager, manager-only, team, public"));
  EXPECT_THAT(suite_.feedback.created, IsEmpty());
}

TEST_F(FeedbackTest, TakesNoTextThatIsLongerThanAnyMayBe) {
  const std::string long_text(1024 * 1024, 'x');
  const Outcome outcome = Run({"give", "ana pereira", "--strength", "-"}, long_text);
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("standard input holds more than 65536 bytes"));
  EXPECT_EQ(Run({"give", "ana pereira", "--from", "-"}, long_text).code, 2);
  EXPECT_THAT(Run({"give", "ana pereira", "--from", temporary_}).err, HasSubstr("is a folder"));
  EXPECT_THAT(suite_.feedback.created, IsEmpty());
}

TEST_F(FeedbackTest, NoneTakesWhatADraftHasOff) {
  v1::Feedback& piece = Piece("aaaaa2", v1::FEEDBACK_STATE_DRAFT, "people/maria", "people/ana");
  piece.set_growth_areas("Asks late");
  piece.add_evidence()->set_url("https://desk.example.com/1");
  piece.add_goals("goals/1");
  piece.set_session("coachingSessions/1");
  EXPECT_EQ(
      Run({"edit", "aaaaa2", "--growth", "none", "--evidence", "none", "--goal", "none", "--session", "none"})
          .code,
      0);
  ASSERT_EQ(suite_.feedback.updated.size(), 1u);
  const auto& request = suite_.feedback.updated[0];
  EXPECT_EQ(request.feedback().growth_areas(), "");
  EXPECT_EQ(request.feedback().evidence_size() + request.feedback().goals_size(), 0);
  EXPECT_EQ(request.feedback().session(), "");
  EXPECT_THAT(request.update_mask().paths(), ElementsAre("evidence", "goals", "growth_areas", "session"));
}

TEST_F(FeedbackTest, ADraftIsReadByItsAuthorUntilItIsGiven) {
  Piece("aaaaa2", v1::FEEDBACK_STATE_DRAFT, "people/maria", "people/ana");
  const auto only_you = HasSubstr("Who can read it\nOnly you. Once it is given, these can:\nWHO");
  EXPECT_THAT(Run({"show", "aaaaa2", "--audience"}).out, only_you);
  EXPECT_THAT(Run({"give", "ana pereira", "--strength", "x", "--draft", "--dry-run"}).out, only_you);
}

TEST_F(FeedbackTest, RefusalsNameTheOption) {
  suite_.feedback.broken["CreateFeedback"] =
      Error(absl::StatusCode::kInvalidArgument, "VISIBILITY_NOT_ALLOWED", "x")
          .Field("feedback.visibility", "what is constructive is never for a team or for everybody");
  const Outcome outcome = Run({"give", "ana pereira", "--growth", "x", "--visibility", "team"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("error: --visibility: what is constructive"));
}

TEST_F(FeedbackTest, IsListed) {
  Piece("aaaaa1", v1::FEEDBACK_STATE_SUBMITTED, "people/maria", "people/ana").set_focus_area("Call opening");
  Piece("aaaaa2", v1::FEEDBACK_STATE_DRAFT, "people/maria", "people/anabel");
  EXPECT_EQ(
      Run({"list", "--about", "ana pereira", "--by", "me", "--kind", "praise", "--since", "monday"}).out,
      "ID      WHEN             STATE      KIND    FROM         TO           WHAT\n"
      "aaaaa1  yesterday 15:20  submitted  praise  Maria Costa  Ana Pereira  Call opening\n");
  EXPECT_EQ(suite_.feedback.listed[0].kind(), v1::FEEDBACK_KIND_PRAISE);
  EXPECT_TRUE(suite_.feedback.listed[0].has_start_time());
  EXPECT_THAT(Run({"drafts"}).out,
              AllOf(HasSubstr("Greets warmly↵and listens\n"), Not(HasSubstr("Call opening"))));
  EXPECT_THAT(Run({"list", "-o", "csv"}).out, HasSubstr("\"Greets warmly\nand listens\"\r\n"));
}

TEST_F(FeedbackTest, ShowsWhatItSaysWhoReadsItAndWhatHappened) {
  v1::Feedback& piece = Piece("aaaaa1", v1::FEEDBACK_STATE_SUBMITTED, "people/maria", "people/ana");
  piece.set_visibility(v1::FEEDBACK_VISIBILITY_TEAM);
  piece.add_audience_teams("teams/billing");
  piece.add_evidence()->set_system("zendesk");
  piece.mutable_evidence(0)->set_external_id("48213");
  auto& former = suite_.feedback.revisions.emplace_back();
  former.set_creator("people/maria");
  former.set_strengths("Greets");
  suite_.feedback.revisions.emplace_back().set_strengths("Greets warmly\nand listens");
  EXPECT_EQ(Run({"show", "aaaaa1"}).out,
            "id        aaaaa1\n"
            "state     submitted\n"
            "kind      praise\n"
            "from      Maria Costa\n"
            "to        Ana Pereira\n"
            "given     yesterday 15:20\n"
            "readers   team\n"
            "teams     Billing\n"
            "evidence  zendesk:48213\n"
            "\n"
            "Strengths\n"
            "  Greets warmly\n"
            "  and listens\n");
  EXPECT_THAT(
      Run({"show", "aaaaa1", "--audience", "--history"}).out,
      AllOf(HasSubstr("Who can read it\n"), HasSubstr("As Maria Costa wrote it"), HasSubstr("  Greets\n")));
  const auto json = nlohmann::json::parse(Run({"show", "aaaaa1", "--audience", "-o", "json"}).out);
  EXPECT_EQ(json["audience"][0]["readers"].size(), 3u);
}

TEST_F(FeedbackTest, ASummaryIsNoEmptyFeedback) {
  v1::Feedback& piece = Piece("aaaaa1", v1::FEEDBACK_STATE_RETRACTED, "people/ana", "people/anabel");
  piece.set_view(common::v1::VIEW_SUMMARY);
  piece.clear_strengths();
  EXPECT_THAT(Run({"show", "aaaaa1"}).out, HasSubstr("You can see that it is there, not what it says."));
  suite_.feedback.broken["PreviewAudience"] = Error(absl::StatusCode::kPermissionDenied, "X", "no");
  const Outcome outcome = Run({"show", "aaaaa1", "--audience", "--history"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.err, HasSubstr("who reads it is told to those who read it in full"));
}

TEST_F(FeedbackTest, GoesThroughItsStates) {
  Piece("aaaaa1", v1::FEEDBACK_STATE_SUBMITTED, "people/ana", "people/maria");
  Piece("aaaaa2", v1::FEEDBACK_STATE_DRAFT, "people/maria", "people/ana");
  EXPECT_EQ(Run({"ack", "aaaaa1", "--comment", "Thank you"}).out,
            "Acknowledged: praise from Ana Pereira to Maria Costa, yesterday 15:20 (aaaaa1)\n");
  EXPECT_EQ(suite_.feedback.pieces[0].acknowledge_comment(), "Thank you");
  EXPECT_EQ(Run({"submit", "aaaaa2"}).out,
            "Given to Ana Pereira (aaaaa2). Ana and Anabel Ortiz can read it.\n");
  EXPECT_THAT(Run({"retract", "aaaaa2", "--reason", "x"}).out, StartsWith("Taken back: praise from Maria"));
  EXPECT_THAT(Run({"discard", "aaaaa2"}).out, StartsWith("Discarded: "));
  EXPECT_EQ(Run({"ack", "zzzzzz"}).code, 3);
}

TEST_F(FeedbackTest, IdsAndWordsComplete) {
  Piece("aaaaa1", v1::FEEDBACK_STATE_SUBMITTED, "people/maria", "people/ana");
  Run({"list"});
  EXPECT_EQ(suite_.Run({"complete", "--", "feedback", "ack", ""}).out, "aaaaa1\t\n");
  EXPECT_EQ(suite_.Run({"complete", "--", "feedback", "give", "--visibility", "p"}).out,
            "private\t\npublic\t\n");
  EXPECT_EQ(suite_.Run({"complete", "--", "coaching", "plan", "--kind", "ro"}).out, "role-play\t\n");
}

}  // namespace
}  // namespace laurel::cli
