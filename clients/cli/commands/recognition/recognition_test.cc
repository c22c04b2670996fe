// `laurel recognition` as it is typed.
#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::FakeSuite;
using ::testing::HasSubstr;
using testing::Outcome;

class RecognitionTest : public ::testing::Test {
 protected:
  RecognitionTest() {
    v1::Recognition& one =
        suite_.recognition.Add("ccccc1", "people/anabel", "people/ana", "stayed two hours");
    one.set_points_each(10);
    one.set_value("values/teamwork");
  }
  Outcome Run(std::vector<std::string> words, const std::string& in = "") {
    words.insert(words.begin(), "recognition");
    return suite_.Run(std::move(words), in);
  }

  FakeSuite suite_;
};

TEST_F(RecognitionTest, IsListed) {
  EXPECT_EQ(
      Run({"list", "--to", "ana pereira", "--since", "2026-11-01"}).out,
      "ID      WHEN             STATE      FROM          TO           POINTS  VALUE      WHAT\n"
      "ccccc1  yesterday 15:20  published  Anabel Ortiz  Ana Pereira  10      #teamwork  stayed two hours\n");
  EXPECT_EQ(suite_.recognition.listed.back().recipient(), "people/ana");
  EXPECT_THAT(Run({"list", "--awaiting"}).out, HasSubstr("Nothing waits for your decision."));
  EXPECT_THAT(
      Run({"list", "-o", "csv"}).out,
      HasSubstr("\"anabel@example.com\",\"ana@example.com\",\"10\",\"#teamwork\",\"stayed two hours\""));
}

TEST_F(RecognitionTest, IsShownWithWhatWasSaidToIt) {
  Run({"comment", "ccccc1", "Well deserved"});
  suite_.recognition.recognitions[0].set_comment_count(1);
  EXPECT_EQ(Run({"show", "ccccc1"}).out,
            "id         ccccc1\n"
            "state      published\n"
            "from       Anabel Ortiz\n"
            "to         Ana Pereira\n"
            "points     +10\n"
            "value      #teamwork\n"
            "published  yesterday 15:20\n"
            "readers    public\n"
            "\n"
            "  stayed two hours\n"
            "\n"
            "Comments (laurel recognition comment ID \"…\")\n"
            "ID      WHEN         BY           TEXT\n"
            "ddddd1  today 16:20  Maria Costa  Well deserved\n");
  const auto json = nlohmann::json::parse(Run({"show", "ccccc1", "-o", "json"}).out);
  EXPECT_EQ(json["comments"].size(), 1u);
}

TEST_F(RecognitionTest, TellsWhatBecameOfIt) {
  common::v1::StatusChange made;
  made.set_name(suite_.recognition.recognitions[0].name() + "/statusChanges/1");
  made.set_to_state("RECOGNITION_STATE_PENDING_APPROVAL");
  made.set_actor("people/anabel");
  *made.mutable_time() = ToTimestamp(FakeSuite::Now().now);
  common::v1::StatusChange hidden = made;
  hidden.set_name(suite_.recognition.recognitions[0].name() + "/statusChanges/2");
  hidden.set_from_state("RECOGNITION_STATE_PUBLISHED");
  hidden.set_to_state("RECOGNITION_STATE_HIDDEN");
  hidden.set_actor("people/maria");
  hidden.set_reason("Names a customer");
  suite_.recognition.changes = {made, hidden};
  EXPECT_EQ(Run({"history", "ccccc1"}).out,
            "WHEN         WHAT\n"
            "today 16:20  Anabel Ortiz gave it, for approval\n"
            "today 16:20  Maria Costa hid it: Names a customer\n");
  EXPECT_EQ(nlohmann::json::parse(Run({"history", "ccccc1", "-o", "json"}).out).size(), 2u);
}

TEST_F(RecognitionTest, TakesReactionsByName) {
  EXPECT_EQ(Run({"react", "ccccc1", "clap"}).out, "👏 1 (you too)\n");
  EXPECT_EQ(suite_.recognition.reactions.back().reaction().emoji(), "👏");
  Run({"react", "ccccc1", "🦀"});
  EXPECT_EQ(suite_.recognition.reactions.back().reaction().emoji(), "🦀");
  EXPECT_EQ(Run({"unreact", "ccccc1"}).code, 2);  // which of the two?
  EXPECT_EQ(Run({"unreact", "ccccc1", ":clap:"}).out, "No reactions.\n");
  EXPECT_THAT(suite_.recognition.removed, ElementsAre("recognitions/01jd8z3v5n7q2w4e6r8tccccc1/reactions/1"));
  EXPECT_EQ(Run({"unreact", "ccccc1"}).code, 3);
  EXPECT_EQ(suite_.Run({"complete", "--", "recognition", "react", "ccccc1", "pa"}).out, "party\t🎉\n");
}

TEST_F(RecognitionTest, TakesAReactionBackInColourOrNot) {
  Run({"react", "ccccc1", "❤"});
  EXPECT_EQ(Run({"unreact", "ccccc1", "clap"}).code, 3);
  EXPECT_EQ(Run({"unreact", "ccccc1", "heart"}).code, 0) << "which is ❤ with U+FE0F";
  EXPECT_THAT(suite_.recognition.removed, ElementsAre("recognitions/01jd8z3v5n7q2w4e6r8tccccc1/reactions/1"));
}

TEST_F(RecognitionTest, TakesBackTheCommentThatWasMeant) {
  EXPECT_THAT(Run({"comment", "ccccc1", "-"}, "Well\ndeserved").out, HasSubstr("Said."));
  EXPECT_EQ(suite_.recognition.comments[0].text(), "Well\ndeserved");
  Run({"comment", "ccccc1", "So it is"});
  EXPECT_EQ(Run({"uncomment", "ccccc1", "2"}).code, 2)
      << "a place in the list says which one only until it changes";
  EXPECT_EQ(Run({"uncomment", "ccccc1", "ddddd9"}).code, 3);
  EXPECT_THAT(Run({"comments", "ccccc1"}).out, HasSubstr("ddddd2  today 16:20  Maria Costa  So it is\n"));
  suite_.recognition.comments.erase(suite_.recognition.comments.begin());
  EXPECT_EQ(Run({"uncomment", "ccccc1", "ddddd2"}).code, 0);
  const std::string name = suite_.recognition.comments[0].name();
  EXPECT_EQ(Run({"uncomment", "ccccc1", name}).code, 0);
  EXPECT_EQ(Run({"uncomment", "ccccc1", "recognitions/01jd8z3v5n7q2w4e6r8tccccc2/comments/1"}).code, 2);
  EXPECT_THAT(suite_.recognition.removed, ElementsAre(name, name));
}

TEST_F(RecognitionTest, IsDecidedAboutAndTakenBack) {
  suite_.recognition.recognitions[0].set_state(v1::RECOGNITION_STATE_PENDING_APPROVAL);
  EXPECT_EQ(Run({"reject", "ccccc1"}).code, 2);
  EXPECT_EQ(Run({"approve", "ccccc1"}).out,
            "Approved: Anabel Ortiz thanks Ana Pereira, +10 #teamwork (ccccc1)\n");
  EXPECT_THAT(Run({"revoke", "ccccc1", "--reason", "wrong Ana"}).out,
              AllOf(HasSubstr("Taken back: "), HasSubstr("45 of 100 points are left")));
  EXPECT_EQ(suite_.recognition.recognitions[0].state_reason(), "wrong Ana");
  suite_.recognition.broken["RevokeRecognition"] =
      Error(absl::StatusCode::kFailedPrecondition, "UNDO_WINDOW_CLOSED", "too late")
          .With("undo_end_time", "2026-11-21T14:30:00Z");
  EXPECT_THAT(Run({"revoke", "ccccc1"}).err,
              AllOf(HasSubstr("error: it could be taken back until Sat 21 Nov 15:30\n"), HasSubstr("hint:")));
}

TEST_F(RecognitionTest, IsSummedUpByMonthAndWeek) {
  v1::RecognitionSummary& summary = suite_.recognition.summary;
  summary.set_people(24);
  summary.set_recognitions(40);
  summary.set_points(380);
  summary.set_recipients(18);
  summary.set_reach("0.75");
  summary.set_givers(15);
  summary.set_giver_participation("0.625");
  summary.set_concentration("0.31");
  auto& value = *summary.add_by_value();
  value.set_value("values/teamwork");
  value.set_recognitions(30);
  EXPECT_EQ(Run({"summary", "--team", "billing"}).out,
            "Billing, November\n"
            "people          24\n"
            "were thanked    18 (75 %)\n"
            "thanked others  15 (63 %)\n"
            "recognitions    40\n"
            "points          380\n"
            "concentration   a tenth of the people received 31 % of it\n"
            "\n"
            "VALUE      RECOGNITIONS  POINTS\n"
            "#teamwork  30            0\n");
  EXPECT_EQ(FromDate(suite_.recognition.summaries.back().start_date()), absl::CivilDay(2026, 11, 1));
  Run({"summary", "--week"});
  EXPECT_EQ(FromDate(suite_.recognition.summaries.back().start_date()), absl::CivilDay(2026, 11, 16));
  EXPECT_EQ(suite_.recognition.summaries.back().window(), v1::SUMMARY_WINDOW_WEEK);
  Run({"summary", "--month", "2026-10"});
  EXPECT_EQ(FromDate(suite_.recognition.summaries.back().start_date()), absl::CivilDay(2026, 10, 1));
  summary.set_suppressed(true);
  EXPECT_THAT(Run({"summary"}).out, HasSubstr("Fewer than 5 people"));
}

TEST_F(RecognitionTest, HasValues) {
  EXPECT_EQ(suite_.Run({"value", "list"}).out,
            "HASHTAG    TITLE               STATE\n"
            "#teamwork  We help each other  active\n"
            "#speed     Fast is kind        retired\n");
  EXPECT_EQ(suite_.Run({"value", "add", "Own it, always"}).out, "Added: #own-it-always, Own it, always\n");
  EXPECT_EQ(suite_.Run({"value", "retire", "#teamwork"}).code, 0);
  EXPECT_THAT(suite_.recognition.updated_values.back().update_mask().paths(), ElementsAre("active"));
  suite_.Run({"value", "edit", "speed", "--title", "Fast", "--active"});
  EXPECT_THAT(suite_.recognition.updated_values.back().update_mask().paths(), ElementsAre("title", "active"));
  EXPECT_EQ(suite_.Run({"value", "edit", "speed"}).code, 2);
}

}  // namespace
}  // namespace laurel::cli
