// `laurel wall` as it is typed, and as it follows.
#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using testing::FakeSuite;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;

constexpr char kPrefix[] = "recognitions/01jd8z3v5n7q2w4e6r8t";

std::size_t Times(const std::string& text, const std::string& part) {
  std::size_t times = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
  return times;
}

TEST(Wall, IsReadByPeople) {
  FakeSuite suite;
  v1::Recognition& one =
      suite.recognition.Add("ccccc1", "people/anabel", "people/ana", "stayed\nuntil it was calm");
  one.set_points_each(10);
  one.set_value("values/teamwork");
  v1::ReactionCount& reaction = *one.add_reactions();
  reaction.set_emoji("👏");
  reaction.set_count(3);
  reaction.set_own("x");
  one.set_comment_count(2);
  suite.recognition.Add("ccccc2", "people/maria", "people/anabel", "thanks");
  EXPECT_EQ(suite.Run({"wall"}).out,
            "Anabel Ortiz → Ana Pereira  +10  #teamwork\n"
            "  stayed\n"
            "  until it was calm\n"
            "  yesterday 15:20 · ccccc1 · 👏 3 (you too) · 2 comments\n"
            "\n"
            "Maria Costa → Anabel Ortiz\n"
            "  thanks\n"
            "  yesterday 15:20 · ccccc2\n"
            "\n");
  EXPECT_EQ(nlohmann::json::parse(suite.Run({"wall", "-o", "json"}).out).size(), 2u);
}

TEST(Wall, DoesNotLeadToWhatHasBeenTakenBack) {
  FakeSuite suite;
  suite.recognition.Add("ccccc1", "people/ana", "people/anabel", "calm");
  suite.recognition.Add("ccccc2", "people/maria", "people/anabel", "and the next morning")
      .set_parent(std::string(kPrefix) + "ccccc1");
  suite.recognition.Add("ccccc3", "people/maria", "people/ana", "so it was")
      .set_parent(std::string(kPrefix) + "gone");
  const std::string there = suite.Run({"wall"}).out;
  EXPECT_THAT(there, HasSubstr("ccccc2 · adds to ccccc1\n"));
  EXPECT_THAT(there, HasSubstr("ccccc3 · added to thanks that have been withdrawn\n"));
  EXPECT_THAT(suite.Run({"recognition", "show", "ccccc3"}).out,
              HasSubstr("adds to    thanks that have been withdrawn\n"));
  // Whoever gave it still reads what they took back.
  suite.recognition.recognitions[0].set_state(v1::RECOGNITION_STATE_REVOKED);
  EXPECT_THAT(suite.Run({"wall"}).out, HasSubstr("ccccc2 · added to thanks that have been withdrawn\n"));
  suite.recognition.broken["BatchGetRecognitions"] =
      Error(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE", "too old");
  EXPECT_THAT(suite.Run({"wall", "--timeout", "1s"}).out, HasSubstr("ccccc3 · adds to "))
      << "where nobody knows, nothing is said";
}

TEST(Wall, AsksForATeamAValueAndATime) {
  FakeSuite suite;
  EXPECT_THAT(suite.Run({"wall", "--team", "billing"}).out, HasSubstr("Nothing on the wall yet"));
  EXPECT_EQ(suite.recognition.listed.back().team(), "teams/billing");
  suite.Run({"wall", "--value", "team", "--since", "monday", "--limit", "3"});
  EXPECT_EQ(suite.recognition.listed.back().value(), "values/teamwork");
  EXPECT_EQ(suite.recognition.listed.back().page_size(), 3);
  EXPECT_TRUE(suite.recognition.listed.back().has_start_time());
  EXPECT_EQ(suite.Run({"wall", "--value", "speeding"}).code, 3);
}

TEST(WallFollow, ShowsEachOnceThroughRestarts) {
  FakeSuite suite;
  suite.recognition.Add("ccccc1", "people/anabel", "people/ana", "first");
  suite.recognition.Add("ccccc2", "people/anabel", "people/ana", "second");
  auto& secret = suite.recognition.Add("ccccc3", "people/anabel", "people/maria", "third");
  secret.set_visibility(v1::RECOGNITION_VISIBILITY_PRIVATE);
  suite.recognition.recognitions.back().set_state(v1::RECOGNITION_STATE_PENDING_APPROVAL);  // in no list yet
  suite.events.subjects = {std::string(kPrefix) + "ccccc2", std::string(kPrefix) + "ccccc3",
                           std::string(kPrefix) + "ccccc4", std::string(kPrefix) + "gone"};
  auto& later = suite.recognition.Add("ccccc4", "people/ana", "people/maria", "fourth");
  later.set_state(v1::RECOGNITION_STATE_PUBLISHED);
  const Outcome outcome = suite.Run({"wall", "--follow", "--limit", "10"});
  EXPECT_EQ(outcome.code, 2);  // the events end there
  for (const char* text : {"first", "second", "fourth"})
    EXPECT_EQ(Times(outcome.out, text), 1u) << outcome.out;
  EXPECT_THAT(outcome.out, Not(HasSubstr("third")));
}

TEST(WallFollow, PrintsOneALineForPrograms) {
  FakeSuite suite;
  suite.recognition.Add("ccccc1", "people/anabel", "people/ana", "first").set_value("values/teamwork");
  suite.recognition.Add("ccccc2", "people/anabel", "people/ana", "second");
  suite.events.subjects = {std::string(kPrefix) + "ccccc1", std::string(kPrefix) + "ccccc2"};
  const std::string out =
      suite.Run({"wall", "--follow", "--limit", "0", "--value", "teamwork", "-o", "json"}).out;
  EXPECT_EQ(nlohmann::json::parse(out)["message"], "first");
  EXPECT_EQ(suite.Run({"wall", "--follow", "-o", "csv"}).code, 2);
}

}  // namespace
}  // namespace laurel::cli
