// `laurel goal check-in --from FILE` as it is typed.
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

class CheckInImport : public ::testing::Test {
 protected:
  CheckInImport() {
    suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
    csat_ = suite_.goals.AddMetric("kkkkk1", "csat", "Customer satisfaction").name();
    qa_ = suite_.goals.AddMetric("kkkkk2", "qa_score", "QA score").name();
    suite_.goals.Add("aaaaa2", "people/ana", "Faster answers");
    aht_ = suite_.goals.AddMetric("kkkkk3", "aht", "Average handling time").name();
  }
  Outcome Import(const std::string& file, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"goal", "check-in", "--from", "-"});
    return suite_.Run(std::move(more), file);
  }

  FakeSuite suite_;
  std::string csat_, qa_, aht_;
};

constexpr char kFile[] =
    "goal,key_result,person,metric,value,date,health,confidence,comment\n"
    "happier,qa score,,,78,2026-11-20,at-risk,4,slow start\n"
    ",,,csat,86.5,2026-11-20,on-track,,\n"
    ",,ana@example.com,aht,400,2026-11-20,on-track,,\n"
    "aaaaa1,,,,,2026-11-19,off track,,the survey is late\n";

TEST_F(CheckInImport, RecordsEachRow) {
  const Outcome outcome = Import(kFile);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "4 recorded, 0 corrected, 0 unchanged, 0 refused\n");
  ASSERT_EQ(suite_.goals.recorded.size(), 4u);
  EXPECT_EQ(suite_.goals.recorded[0].check_in().key_result(), qa_);
  EXPECT_EQ(suite_.goals.recorded[0].check_in().confidence(), 4);
  EXPECT_EQ(suite_.goals.recorded[1].check_in().key_result(), csat_);
  EXPECT_EQ(FromTimestamp(suite_.goals.recorded[1].check_in().time()),
            absl::FromCivil(absl::CivilDay(2026, 11, 20), FakeSuite::Now().zone));
  EXPECT_EQ(suite_.goals.recorded[2].check_in().key_result(), aht_);
  EXPECT_EQ(suite_.goals.recorded[3].check_in().key_result(), "");
  EXPECT_EQ(suite_.goals.recorded[3].check_in().health(), v1::GOAL_HEALTH_OFF_TRACK);
}

TEST_F(CheckInImport, ChangesNothingASecondTimeAndSaysSo) {
  Import(kFile);
  const Outcome again = Import(kFile);
  EXPECT_EQ(again.code, 0);
  EXPECT_EQ(again.out, "Nothing was changed: all 4 stand there already.\n");
  EXPECT_EQ(suite_.goals.recorded.size(), 4u);
}

TEST_F(CheckInImport, SendsTheSameRequestIdForTheSameRow) {
  Import(kFile);
  suite_.goals.check_ins.clear();  // as if another import did not see them yet
  Import(kFile);
  ASSERT_EQ(suite_.goals.recorded.size(), 8u);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(suite_.goals.recorded[i].request_id(), suite_.goals.recorded[i + 4].request_id());
    EXPECT_NE(suite_.goals.recorded[i].request_id(), suite_.goals.recorded[(i + 1) % 4].request_id());
  }
}

TEST_F(CheckInImport, RefusesBadRowsAndRecordsTheOthers) {
  suite_.goals.metrics[0].set_max_value("100");
  const Outcome outcome = Import(
      "metric,value,date,health,person\n"
      "csat,86.5,2026-11-20,on-track,\n"
      "csat,many,2026-11-21,on-track,\n"
      "csat,87,yesterday,on-track,\n"
      "nps,40,2026-11-20,on-track,\n"
      "csat,101,2026-11-18,on-track,\n"
      "csat,85,2026-11-17,,\n"
      "csat,87,2026-11-20,on-track,\n"
      "aht,400,2026-11-20,on-track,nobody@example.com\n"
      ",1,2026-11-20,on-track,\n");
  EXPECT_EQ(outcome.code, 6);
  EXPECT_THAT(
      outcome.out,
      AllOf(HasSubstr("3     refused                                          value   \"many\" is no number"),
            HasSubstr("date    \"yesterday\" is no day: write 2026-11-20, or 2026-11-20 15:00"),
            HasSubstr("metric  none of your key results is called \"nps\""),
            HasSubstr("6     refused  Happier callers, Customer satisfaction  value   must lie between 0 and "
                      "100"),
            HasSubstr("health  is empty: on-track, at-risk or off-track"),
            HasSubstr("8     refused  Happier callers, Customer satisfaction          says something else of "
                      "the same time as line 2"),
            HasSubstr("person  nobody is called"), HasSubstr("goal    is empty"),
            HasSubstr("1 recorded, 0 corrected, 0 unchanged, 8 refused\n")));
  EXPECT_THAT(outcome.err, HasSubstr("8 rows refused, the others are in"));
}

TEST_F(CheckInImport, RefusesARowForTheSameReasonEachTime) {
  suite_.goals.metrics[0].set_max_value("100");
  suite_.goals.broken["93"] = [] {
    Error error(absl::StatusCode::kInvalidArgument, "INVALID_FIELD", "wrong");
    error.Field("check_in.time", "must not be more than a minute ahead");
    return absl::Status(error);
  }();
  const std::string file =
      "metric,value,date,health\n"
      "csat,186,2026-11-20,on-track\n"
      "csat,86,2026-11-20,on-track\n"
      "csat,87,20.11.2026,on-track\n"
      "csat,187,2026-11-20,on-track\n"
      "csat,86.0,20/11/2026,on-track\n"
      "csat,93,2026-11-21,on-track\n";
  const std::string refused =
      "LINE  OUTCOME  WHAT                                    COLUMN  REASON\n"
      "2     refused  Happier callers, Customer satisfaction  value   must lie between 0 and 100\n"
      "4     refused  Happier callers, Customer satisfaction          says something else of the same time "
      "as "
      "line 3\n"
      "5     refused  Happier callers, Customer satisfaction  value   must lie between 0 and 100\n"
      "6     left     Happier callers, Customer satisfaction          says the same as line 3\n"
      "7     refused  Happier callers, Customer satisfaction  date    must not be more than a minute ahead\n";
  EXPECT_EQ(Import(file).out, refused + "1 recorded, 0 corrected, 1 unchanged, 4 refused\n");
  EXPECT_EQ(Import(file).out, refused + "0 recorded, 0 corrected, 2 unchanged, 4 refused\n");
  ASSERT_EQ(suite_.goals.check_ins.size(), 1u);
  EXPECT_EQ(suite_.goals.check_ins[0].value(), "86");
}

TEST_F(CheckInImport, TakesDaysAsSpreadsheetsExportThem) {
  EXPECT_EQ(
      Import("metric;value;date;health\ncsat;86,5;20.11.2026;on-track\ncsat;87;2026/11/19;on-track\n").code,
      0);
  EXPECT_EQ(FromTimestamp(suite_.goals.recorded[0].check_in().time()),
            absl::FromCivil(absl::CivilDay(2026, 11, 20), FakeSuite::Now().zone));
  EXPECT_THAT(Import("metric,value,date,health\ncsat,88,03/04/2026,on-track\n").out,
              HasSubstr("date    \"03/04/2026\" may be 2026-04-03 or 2026-03-04: write it like that"));
  EXPECT_EQ(
      Import("metric,value,date,health\ncsat,88,03/04/2026,on-track\ncsat,89,03/25/2026,on-track\n").code, 0);
  EXPECT_EQ(FromTimestamp(suite_.goals.recorded[2].check_in().time()),
            absl::FromCivil(absl::CivilDay(2026, 3, 4), FakeSuite::Now().zone));
}

TEST_F(CheckInImport, CorrectsWhatTheFileSaysInAnotherWayNow) {
  Import("metric,value,date,health\ncsat,68.5,2026-11-20,on-track\ncsat,70,2026-11-13,at-risk\n");
  const Outcome outcome =
      Import("metric,value,date,health\ncsat,86.5,2026-11-20,\ncsat,70.0,2026-11-13,at-risk\n");
  EXPECT_EQ(outcome.out, "0 recorded, 1 corrected, 1 unchanged, 0 refused\n");
  EXPECT_EQ(suite_.goals.recorded.back().check_in().supersedes(),
            suite_.goals.goals[0].name() + "/checkIns/01jd8z3v5n7q2w4e6r8tcccc01");
  const Outcome former = Import("metric,value,date,health\ncsat,68.5,2026-11-20,on-track\n");
  EXPECT_THAT(former.out,
              AllOf(HasSubstr("left     Happier callers, Customer satisfaction  stood there, and was "
                              "corrected since"),
                    HasSubstr("Nothing was changed: all 1 stand there already.\n")));
}

TEST_F(CheckInImport, OnlyTriesOnADryRun) {
  const Outcome outcome = Import(kFile, {"--dry-run"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(
      outcome.out,
      AllOf(
          HasSubstr("3     recorded  Happier callers, Customer satisfaction"),
          HasSubstr("Nothing was changed. It would be: 4 recorded, 0 corrected, 0 unchanged, 0 refused\n")));
  EXPECT_THAT(suite_.goals.check_ins, IsEmpty());
  for (const auto& request : suite_.goals.recorded) EXPECT_TRUE(request.validate_only());
}

TEST_F(CheckInImport, TakesOptionsForRowsThatDoNotSayIt) {
  EXPECT_THAT(Import("metric,value\ncsat,86\n").err, HasSubstr("no column date or time: add one, or say"));
  EXPECT_EQ(Import("metric,value\ncsat,86\n", {"--at", "now"}).code, 2);
  EXPECT_EQ(Import("metric;value\ncsat;86,5\n", {"--at", "yesterday", "--health", "at-risk"}).code, 0);
  EXPECT_EQ(suite_.goals.recorded.back().check_in().value(), "86.5");
  EXPECT_EQ(suite_.goals.recorded.back().check_in().health(), v1::GOAL_HEALTH_AT_RISK);
}

TEST_F(CheckInImport, RefusesWhatIsNoSheetOfCheckIns) {
  for (const std::string& file :
       {std::string(), std::string("PK\3\4\0\0\0garbage\n", 16), std::string("name,email\nAna,a@x.org\n"),
        std::string("goal,value\n\"never closed,1\n"), std::string("goal,value,date\n")}) {
    const Outcome outcome = Import(file);
    EXPECT_EQ(outcome.code, 2) << file;
    EXPECT_THAT(outcome.err, HasSubstr("error: -: ")) << file;
  }
  EXPECT_EQ(suite_.Run({"goal", "check-in", "--from", "/nowhere/metrics.csv"}).code, 2);
  EXPECT_THAT(suite_.goals.recorded, IsEmpty());
}

TEST_F(CheckInImport, SaysThatItCanBeRunAgainWhenTheServiceIsAway) {
  const Outcome outcome = Import(kFile, {"--goals-address", "127.0.0.1:1", "--timeout", "1s"});
  EXPECT_EQ(outcome.code, 7);
  EXPECT_THAT(outcome.err, HasSubstr("broken off at line 2 (goals at 127.0.0.1:1 cannot be reached"));
  EXPECT_THAT(outcome.err, HasSubstr("run it again; what has been recorded stays"));
}

TEST_F(CheckInImport, GivesProgramsEveryRow) {
  const auto json = nlohmann::json::parse(Import(kFile, {"-o", "json"}).out);
  ASSERT_EQ(json["rows"].size(), 4u);
  EXPECT_EQ(json["rows"][1]["what"], "Happier callers, Customer satisfaction");
  EXPECT_EQ(json["summary"][0]["recorded"], 4);
}

}  // namespace
}  // namespace laurel::cli
