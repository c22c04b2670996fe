// `laurel goal check-in` and `check-ins` as they are typed.
#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;
using ::testing::AllOf;
using testing::FakeSuite;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Outcome;

class CheckInTest : public ::testing::Test {
 protected:
  CheckInTest() {
    goal_ = suite_.goals.Add("aaaaa1", "people/maria", "Happier callers").name();
    csat_ = suite_.goals.AddMetric("kkkkk1", "csat", "Customer satisfaction").name();
  }
  Outcome Run(std::vector<std::string> words, const std::string& in = "") {
    words.insert(words.begin(), {"goal", "check-in"});
    return suite_.Run(std::move(words), in);
  }
  const v1::RecordCheckInRequest& Asked() const {
    static const v1::RecordCheckInRequest none;
    return suite_.goals.recorded.empty() ? none : suite_.goals.recorded.back();
  }

  FakeSuite suite_;
  std::string goal_, csat_;
};

TEST_F(CheckInTest, SaysHowFarItIsNow) {
  const Outcome outcome =
      Run({"csat", "86.25", "--health", "on-track", "--confidence", "7", "the new greeting works"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "Checked in: Customer satisfaction 86.25 %, on track, confidence 7 (cccc01)\n"
            "[#####---] 62 %  Happier callers\n");
  EXPECT_EQ(Asked().parent(), goal_);
  EXPECT_EQ(Asked().check_in().key_result(), csat_);
  EXPECT_EQ(Asked().check_in().value(), "86.25");
  EXPECT_EQ(Asked().check_in().health(), v1::GOAL_HEALTH_ON_TRACK);
  EXPECT_EQ(Asked().check_in().confidence(), 7);
  EXPECT_EQ(Asked().check_in().comment(), "the new greeting works");
  EXPECT_FALSE(Asked().check_in().has_time());
  EXPECT_EQ(Asked().request_id().size(), 36u);
}

TEST_F(CheckInTest, TakesTheGoalForItsOnlyKeyResult) {
  for (const char* what : {"aaaaa1", "kkkkk1", "happier"}) {
    EXPECT_EQ(Run({what, "86", "--health", "at-risk"}).code, 0) << what;
    EXPECT_EQ(Asked().check_in().key_result(), csat_) << what;
  }
  suite_.goals.AddMetric("kkkkk2", "qa_score", "QA score");
  const Outcome outcome = Run({"aaaaa1", "86", "--health", "at-risk"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err,
              HasSubstr("of which key result? There are Customer satisfaction (kkkkk1), QA score"));
}

TEST_F(CheckInTest, IsOfAGoalAsAWholeWithoutAValue) {
  EXPECT_THAT(Run({"happier", "waits for the survey", "--health", "at-risk"}).out,
              HasSubstr("Checked in: at risk (cccc01)\n"));
  EXPECT_EQ(Asked().check_in().key_result(), "");
  EXPECT_EQ(Asked().check_in().comment(), "waits for the survey");
  EXPECT_EQ(Run({"aaaaa1", "-", "--health", "at-risk"}, "two\r\nlines").code, 0);
  EXPECT_EQ(Asked().check_in().comment(), "two\nlines");
  EXPECT_FALSE(Asked().check_in().has_confidence());
}

TEST_F(CheckInTest, IsRefusedWhereItIsUnclear) {
  EXPECT_THAT(Run({"csat", "86"}).err, HasSubstr("--health on-track, at-risk or off-track"));
  EXPECT_EQ(Run({"csat", "86", "--health", "green"}).code, 2);
  EXPECT_EQ(Run({"csat", "86", "--health", "on-track", "--confidence", "11"}).code, 2);
  EXPECT_THAT(Run({"csat", "86 %", "well", "--health", "on-track"}).err, HasSubstr("\"86 %\" is no value"));
  EXPECT_THAT(Run({"kkkkk1", "--health", "on-track"}).err, HasSubstr("a key result wants a value"));
  EXPECT_EQ(Run({"--health", "on-track"}).code, 2);
  EXPECT_EQ(Run({"csat", "86", "--health", "on-track", "--from", "x.csv"}).code, 2);
  EXPECT_THAT(suite_.goals.recorded, IsEmpty());
  suite_.goals.broken["RecordCheckIn"] = Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", "wrong")
                                             .With("state", "ACHIEVED")
                                             .With("allowed", "ACTIVE,ARCHIVED");
  const Outcome closed = Run({"csat", "86", "--health", "on-track"});
  EXPECT_EQ(closed.code, 5);
  EXPECT_THAT(closed.err, HasSubstr("error: it is achieved: from there it can only be active or archived"));
}

TEST_F(CheckInTest, SupersedesTheLastOneThatCounts) {
  EXPECT_EQ(Run({"csat", "86.5", "--supersedes", "last"}).code, 3);
  suite_.goals.AddCheckIn("ccccc1", csat_, "68.5", absl::Hours(48));
  suite_.goals.AddCheckIn("ccccc2", csat_, "8", absl::Hours(24)).set_superseded_by("x");
  suite_.goals.AddCheckIn("ccccc3", goal_, "", absl::Hours(1));
  EXPECT_EQ(Run({"csat", "86.5", "--supersedes", "last"}).code, 0);
  EXPECT_EQ(Asked().check_in().supersedes(), goal_ + "/checkIns/01jd8z3v5n7q2w4e6r8tccccc1");
  EXPECT_EQ(Asked().check_in().health(), v1::GOAL_HEALTH_UNSPECIFIED);
  EXPECT_EQ(Run({"csat", "86.5", "--supersedes", "ccccc1"}).code, 0);
}

TEST_F(CheckInTest, SupersedesTheLastOneOfTheGoalBehindAnyNumberOfItsKeyResults) {
  suite_.goals.AddCheckIn("cccgoa", goal_, "", absl::Hours(1000));
  for (int i = 0; i < 450; ++i) suite_.goals.AddCheckIn("ccckey", csat_, "68.5", absl::Hours(1));
  EXPECT_EQ(Run({"happier", "--health", "at-risk", "it waits", "--supersedes", "last"}).code, 0);
  EXPECT_EQ(Asked().check_in().supersedes(), goal_ + "/checkIns/01jd8z3v5n7q2w4e6r8tcccgoa");
}

TEST_F(CheckInTest, IsOfAnotherTimeAndOnlyTriedWhenThatIsAsked) {
  EXPECT_THAT(
      Run({"csat", "86", "--health", "on-track", "--at", "yesterday 15:00", "--dry-run"}).out,
      HasSubstr(
          "Nothing was written. It would say of Happier callers: Customer satisfaction 86 %, on track"));
  EXPECT_TRUE(Asked().validate_only());
  EXPECT_EQ(FromTimestamp(Asked().check_in().time()),
            absl::FromCivil(absl::CivilMinute(2026, 11, 20, 15, 0), FakeSuite::Now().zone));
}

TEST_F(CheckInTest, IsDoneAlsoWhenNobodyKnowsHowFarItIs) {
  suite_.goals.broken["GetGoal"] = Error(absl::StatusCode::kInternal, "INTERNAL", "incident 7");
  const Outcome outcome = Run({"csat", "86", "--health", "on-track"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.err, HasSubstr("how far it is is not known now: incident 7"));
}

TEST_F(CheckInTest, IsListed) {
  suite_.goals.AddCheckIn("ccccc1", csat_, "68", absl::Hours(48))
      .set_superseded_by(goal_ + "/checkIns/ccccc2");
  suite_.goals.AddCheckIn("ccccc2", csat_, "86", absl::Hours(25)).set_confidence(7);
  const Outcome outcome = suite_.Run({"goal", "check-ins", "csat"});
  EXPECT_EQ(
      outcome.out,
      "ID      WHEN              BY           KEY RESULT             VALUE  HEALTH    CONFIDENCE  "
      "SUPERSEDED BY\n"
      "ccccc2  yesterday 15:20   Maria Costa  Customer satisfaction  86 %   on track  7\n"
      "ccccc1  Thu 19 Nov 16:20  Maria Costa  Customer satisfaction  68 %   on track              ccccc2\n");
  const Outcome json = suite_.Run({"goal", "check-ins", "aaaaa1", "-o", "json"});
  EXPECT_EQ(nlohmann::json::parse(json.out).size(), 2u);
}

}  // namespace
}  // namespace laurel::cli
