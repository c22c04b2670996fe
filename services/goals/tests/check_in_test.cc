// Check-ins: what owners say of how a goal stands; each stays, and may be superseded once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "common/api/ulid.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/goals/names.h"
#include "services/goals/testing/suite.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;
using Stub = v1::GoalService::Stub;

constexpr char kRequestId[] = "7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10";
const auto kWrongState = StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE");
const auto kDenied = StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED");

v1::RecordCheckInRequest HealthRequest(std::string_view goal,
                                       v1::GoalHealth health = v1::GOAL_HEALTH_ON_TRACK) {
  auto request = About<v1::RecordCheckInRequest>(goal);
  request.mutable_check_in()->set_health(health);
  return request;
}
v1::RecordCheckInRequest ValueRequest(const v1::Goal& goal, std::string_view value, int key_result = 0) {
  v1::RecordCheckInRequest request = HealthRequest(goal.name());
  request.mutable_check_in()->set_key_result(goal.key_results(key_result).name());
  request.mutable_check_in()->set_value(std::string(value));
  return request;
}

class CheckIns : public ::testing::Test {
 protected:
  using Change = std::function<void(v1::CheckIn&)>;

  auto Record(const v1::RecordCheckInRequest& request, const std::string& person = kAna) {
    return suite.As(person, &Stub::RecordCheckIn, request);
  }
  v1::CheckIn Recorded(const v1::RecordCheckInRequest& request) {
    suite.Pass(absl::Seconds(1));
    const auto recorded = Record(request);
    EXPECT_THAT(recorded, IsOk());
    return recorded.value_or(v1::CheckIn());
  }
  // Of the goal's first key result, with this change.
  auto Value(std::string_view value, const Change& change) {
    auto request = ValueRequest(goal, value);
    change(*request.mutable_check_in());
    return Record(request);
  }
  auto List(const std::string& person, std::string_view key_result = "", int page_size = 0,
            std::string_view page_token = "") {
    auto request = About<v1::ListCheckInsRequest>(goal.name());
    request.set_key_result(std::string(key_result));
    request.set_page_size(page_size);
    request.set_page_token(std::string(page_token));
    return suite.As(person, &Stub::ListCheckIns, request);
  }
  v1::Goal Now() { return suite.Get(kAna, goal.name()); }
  std::string CurrentValue() { return Now().key_results(0).current(); }

  Suite suite;
  const v1::Goal goal = suite.Measured(kAna, {KeyResultOf("70", "90", "3"), KeyResultOf("420", "360", "1")});
};

TEST_F(CheckIns, SayHowAGoalStands) {
  auto request = ValueRequest(goal, "080.0");
  request.mutable_check_in()->set_health(v1::GOAL_HEALTH_AT_RISK);
  request.mutable_check_in()->set_confidence(0);
  request.mutable_check_in()->set_comment("Two new colleagues");
  const v1::CheckIn said = Recorded(request);
  EXPECT_TRUE(said.name().starts_with(goal.name() + "/checkIns/"));
  EXPECT_EQ(said.creator(), Person(kAna));
  EXPECT_EQ(said.value(), "80");
  EXPECT_TRUE(said.has_confidence());
  EXPECT_EQ(FromTimestamp(said.time()), suite.clock.Now());
  const v1::Goal then = Now();
  EXPECT_EQ(then.health(), v1::GOAL_HEALTH_AT_RISK);
  EXPECT_EQ(FromTimestamp(then.last_check_in_time()), suite.clock.Now());
  EXPECT_EQ(then.key_results(0).current(), "80");
  EXPECT_EQ(then.key_results(0).progress(), "0.5");
  EXPECT_EQ(FromTimestamp(then.key_results(0).measure_time()), suite.clock.Now());
  EXPECT_EQ(then.key_results(1).current(), "420");
  EXPECT_FALSE(then.key_results(1).has_measure_time());
  EXPECT_EQ(then.own_progress(), "0.375");
  EXPECT_EQ(then.progress(), "0.375");
  EXPECT_EQ(then.etag(), goal.etag());  // whoever edits the goal meanwhile loses nothing
  ASSERT_EQ(List(kAna)->check_ins_size(), 1);
  EXPECT_EQ(List(kAna)->check_ins(0).SerializeAsString(), said.SerializeAsString());
}

TEST_F(CheckIns, MayBeOfHealthAlone) {
  const v1::CheckIn said = Recorded(HealthRequest(goal.name(), v1::GOAL_HEALTH_OFF_TRACK));
  EXPECT_FALSE(said.has_confidence());
  EXPECT_EQ(Now().health(), v1::GOAL_HEALTH_OFF_TRACK);
  EXPECT_EQ(Now().progress(), "0");
}

TEST_F(CheckIns, GoStaleAfterThirtyDays) {
  EXPECT_EQ(Now().health(), v1::GOAL_HEALTH_NOT_UPDATED);
  Recorded(HealthRequest(goal.name()));
  suite.Pass(absl::Hours(30 * 24));
  EXPECT_EQ(Now().health(), v1::GOAL_HEALTH_ON_TRACK);
  suite.Pass(absl::Seconds(1));
  EXPECT_EQ(Now().health(), v1::GOAL_HEALTH_NOT_UPDATED);
}

TEST_F(CheckIns, CountByTheirTimeNotByWhenTheyAreSaid) {
  Recorded(ValueRequest(goal, "85"));
  auto earlier = ValueRequest(goal, "75");
  earlier.mutable_check_in()->set_health(v1::GOAL_HEALTH_OFF_TRACK);
  *earlier.mutable_check_in()->mutable_time() = ToTimestamp(suite.clock.Now() - absl::Hours(24));
  Recorded(earlier);
  EXPECT_EQ(CurrentValue(), "85");
  EXPECT_EQ(Now().health(), v1::GOAL_HEALTH_ON_TRACK);
  ASSERT_EQ(List(kAna)->check_ins_size(), 2);
  EXPECT_EQ(List(kAna)->check_ins(1).value(), "75");
}

TEST_F(CheckIns, AreSupersededByThoseThatSaySo) {
  const v1::CheckIn wrong = Recorded(ValueRequest(goal, "890"));
  EXPECT_EQ(Now().key_results(0).progress(), "1");
  auto correction = ValueRequest(goal, "89");
  correction.mutable_check_in()->set_supersedes(wrong.name());
  correction.mutable_check_in()->clear_health();
  const v1::CheckIn corrected = Recorded(correction);
  EXPECT_EQ(corrected.health(), v1::GOAL_HEALTH_ON_TRACK);
  EXPECT_EQ(FromTimestamp(corrected.time()), FromTimestamp(wrong.time()));
  EXPECT_EQ(CurrentValue(), "89");
  EXPECT_EQ(Now().key_results(0).progress(), "0.95");
  const auto all = List(kAna);
  ASSERT_EQ(all->check_ins_size(), 2);
  EXPECT_THAT(
      (std::vector<std::string>{all->check_ins(0).superseded_by(), all->check_ins(1).superseded_by()}),
      UnorderedElementsAre("", corrected.name()));
}

TEST_F(CheckIns, FallBackToThoseBeforeThemWhenASupersedingOneIsEarlier) {
  Recorded(ValueRequest(goal, "75"));
  const v1::CheckIn last = Recorded(ValueRequest(goal, "85"));
  auto earlier = ValueRequest(goal, "72");
  earlier.mutable_check_in()->set_health(v1::GOAL_HEALTH_OFF_TRACK);
  earlier.mutable_check_in()->set_supersedes(last.name());
  *earlier.mutable_check_in()->mutable_time() = ToTimestamp(suite.clock.Now() - absl::Hours(24));
  Recorded(earlier);
  EXPECT_EQ(CurrentValue(), "75");
  EXPECT_EQ(Now().health(), v1::GOAL_HEALTH_ON_TRACK);
}

TEST_F(CheckIns, AreSupersededOnce) {
  const v1::CheckIn first = Recorded(ValueRequest(goal, "80"));
  const auto again = [&](const Change& change = [](v1::CheckIn&) {}) {
    return Value("81", [&](v1::CheckIn& check_in) {
      check_in.set_supersedes(first.name());
      change(check_in);
    });
  };
  ASSERT_THAT(again(), IsOk());
  EXPECT_THAT(again(), ViolatesField("check_in.supersedes"));
}

TEST_F(CheckIns, AreSupersededOnceByThoseAtTheSameMoment) {
  auto correction = ValueRequest(goal, "81");
  correction.mutable_check_in()->set_supersedes(Recorded(ValueRequest(goal, "80")).name());
  EXPECT_THAT(
      laurel::testing::Together(8,
                                [&](int, int replica) {
                                  return suite.As(kAna, &Stub::RecordCheckIn, correction, replica).status();
                                }),
      UnorderedElementsAre(Pair("OK", 1), Pair("INVALID_FIELD", 7)));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM check_in WHERE superseded_by IS NULL"), 1);
}

TEST_F(CheckIns, SupersedeWhatIsAboutTheSame) {
  const v1::CheckIn other = Recorded(ValueRequest(goal, "400", 1));
  const v1::CheckIn health_alone = Recorded(HealthRequest(goal.name()));
  const v1::Goal another = suite.Measured(kAna, {KeyResultOf("0", "1")});
  const v1::CheckIn elsewhere = Recorded(ValueRequest(another, "1"));
  const std::string unknown = kCheckInPattern.Format({IdOf(goal.name()), api::NewUlid(suite.clock.Now())});
  for (const std::string& name : {other.name(), health_alone.name(), elsewhere.name(), unknown}) {
    EXPECT_THAT(Value("80", [&](auto& check_in) { check_in.set_supersedes(name); }),
                ViolatesField("check_in.supersedes"))
        << name;
  }
}

TEST_F(CheckIns, RefuseWhatIsNoDecimalOrHasMoreDigitsThanAreKept) {
  for (const char* value :
       {"eighty", "80%", "1e3", "8,5", ".5", "5.", "+5", "NaN", "1.1234567", "1234567890123456"}) {
    EXPECT_THAT(Record(ValueRequest(goal, value)), ViolatesField("check_in.value")) << value;
  }
  for (const char* value : {"-5", "0.000001", "999999999999999", "123456789.123456"}) {
    EXPECT_THAT(Record(ValueRequest(goal, value)), IsOk()) << value;
  }
}

TEST_F(CheckIns, RefuseConfidenceOutsideOfItsScale) {
  for (int confidence : {-1, 11, 100}) {
    EXPECT_THAT(Value("80", [&](auto& check_in) { check_in.set_confidence(confidence); }),
                ViolatesField("check_in.confidence"))
        << confidence;
  }
  for (int confidence : {0, 10}) {
    EXPECT_THAT(Value("80", [&](auto& check_in) { check_in.set_confidence(confidence); }), IsOk());
  }
}

TEST_F(CheckIns, RefuseATimeThatIsYetToComeOrLongPast) {
  const auto at = [&](absl::Time time) {
    return Value("80", [&](auto& check_in) { *check_in.mutable_time() = ToTimestamp(time); });
  };
  EXPECT_THAT(at(suite.clock.Now() + absl::Minutes(2)), ViolatesField("check_in.time"));
  EXPECT_THAT(at(suite.clock.Now() + absl::Seconds(30)), IsOk());
  EXPECT_THAT(at(absl::FromCivil(absl::CivilDay(1899, 12, 31), absl::UTCTimeZone())),
              ViolatesField("check_in.time"));
}

TEST_F(CheckIns, RefuseHalfAMeasureAndNoHealth) {
  EXPECT_THAT(Value("80", [](auto& check_in) { check_in.clear_value(); }), ViolatesField("check_in.value"));
  EXPECT_THAT(Value("80", [](auto& check_in) { check_in.clear_key_result(); }),
              ViolatesField("check_in.key_result"));
  EXPECT_THAT(Value("80", [](auto& check_in) { check_in.clear_health(); }), ViolatesField("check_in.health"));
  EXPECT_THAT(Value("80", [](auto& check_in) { check_in.set_health(v1::GOAL_HEALTH_NOT_UPDATED); }),
              ViolatesField("check_in.health"));
  EXPECT_THAT(Value("80", [](auto& check_in) { check_in.set_comment(std::string(1001, 'a')); }),
              ViolatesField("check_in.comment"));
}

TEST_F(CheckIns, RefuseKeyResultsOfOtherGoalsAndUnknownOnes) {
  const v1::Goal another = suite.Measured(kAna, {KeyResultOf("0", "1")});
  const std::string unknown = kKeyResultPattern.Format({IdOf(goal.name()), api::NewUlid(suite.clock.Now())});
  for (const std::string& name : {another.key_results(0).name(), unknown}) {
    EXPECT_THAT(Value("80", [&](auto& check_in) { check_in.set_key_result(name); }),
                ViolatesField("check_in.key_result"));
    EXPECT_THAT(List(kAna, name), ViolatesField("key_result"));
  }
}

TEST_F(CheckIns, RefuseValuesOutsideOfTheBounds) {
  v1::KeyResult csat = KeyResultOf("70", "90");
  csat.set_metric("csat");
  v1::KeyResult done;
  done.set_title("The new phone system is in use");
  done.set_kind(v1::KEY_RESULT_KIND_BINARY);
  const v1::Goal bounded = suite.Measured(kAna, {csat, done});
  EXPECT_THAT(Record(ValueRequest(bounded, "100.5")), ViolatesField("check_in.value"));
  EXPECT_THAT(Record(ValueRequest(bounded, "-1")), ViolatesField("check_in.value"));
  EXPECT_THAT(Record(ValueRequest(bounded, "0.5", 1)), ViolatesField("check_in.value"));
  EXPECT_THAT(Record(ValueRequest(bounded, "1", 1)), IsOk());
  EXPECT_EQ(suite.Get(kAna, bounded.name()).progress(), "0.5");
}

TEST_F(CheckIns, AreOfActiveGoalsAlone) {
  const auto health = [&](const v1::Goal& of) { return Record(HealthRequest(of.name())); };
  EXPECT_THAT(health(suite.Drafted(kAna)), kWrongState);
  EXPECT_THAT(health(suite.Proposed(kCarla, kAna)), StatusIs(absl::StatusCode::kFailedPrecondition));
  for (const v1::GoalLifecycle outcome :
       {v1::GOAL_LIFECYCLE_ACHIEVED, v1::GOAL_LIFECYCLE_MISSED, v1::GOAL_LIFECYCLE_CANCELLED}) {
    const v1::Goal closed = suite.Closed(v1::GOAL_VISIBILITY_UNSPECIFIED, outcome);
    EXPECT_THAT(health(closed), kWrongState) << outcome;
    ASSERT_THAT(suite.As(kAna, &Stub::ArchiveGoal, Named<v1::ArchiveGoalRequest>(closed.name())), IsOk());
    EXPECT_THAT(health(closed), kWrongState);
  }
  const v1::Goal reopened = suite.Closed();
  ASSERT_THAT(suite.As(kAna, &Stub::ReopenGoal, ReopenRequest(reopened.name())), IsOk());
  EXPECT_THAT(health(reopened), IsOk());
}

TEST_F(CheckIns, AreForOwners) {
  for (const std::string& person : {kCarla, kSkip, kCoach, kPeer, kHr, kStranger, kAuditor}) {
    EXPECT_THAT(Record(ValueRequest(goal, "80"), person), kDenied) << person;
  }
  const v1::Goal hidden = suite.Active(kAna, v1::GOAL_VISIBILITY_PRIVATE);
  EXPECT_THAT(Record(HealthRequest(hidden.name()), kStranger), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Record(HealthRequest(hidden.name()), kAuditor), kDenied);
  EXPECT_THAT(Record(HealthRequest(kGoalPattern.Format({kNobody}))), StatusIs(absl::StatusCode::kNotFound));
  const v1::Goal team = suite.OfTeam();
  EXPECT_THAT(Record(HealthRequest(team.name()), kAna), IsOk());
  EXPECT_THAT(Record(HealthRequest(team.name()), kHr), IsOk());
  EXPECT_THAT(Record(HealthRequest(team.name()), kPeer), kDenied);
}

TEST_F(CheckIns, AreReadByThoseWhoReadAllOfTheGoal) {
  Recorded(ValueRequest(goal, "80"));
  for (const std::string& person : {kAna, kCarla, kStranger}) EXPECT_THAT(List(person), IsOk()) << person;
  const v1::Goal hidden = suite.Active(kAna, v1::GOAL_VISIBILITY_PRIVATE);
  const auto list = [&](const std::string& person) {
    return suite.As(person, &Stub::ListCheckIns, About<v1::ListCheckInsRequest>(hidden.name()));
  };
  EXPECT_THAT(list(kCarla), IsOk());
  EXPECT_THAT(list(kPeer), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(list(kAuditor), kDenied);
}

TEST_F(CheckIns, ListByTimeNewestFirst) {
  for (int i = 0; i < 5; ++i) Recorded(ValueRequest(goal, std::to_string(70 + i)));
  Recorded(ValueRequest(goal, "410", 1));
  Recorded(HealthRequest(goal.name()));
  std::vector<std::string> values;
  std::string token;
  do {
    const auto page = List(kBen, "", 3, token);
    ASSERT_THAT(page, IsOk());
    for (const v1::CheckIn& check_in : page->check_ins()) values.push_back(check_in.value());
    token = page->next_page_token();
  } while (!token.empty());
  EXPECT_THAT(values, ElementsAre("", "410", "74", "73", "72", "71", "70"));
  EXPECT_EQ(List(kAna, goal.key_results(0).name())->check_ins_size(), 5);
  EXPECT_EQ(List(kAna, goal.key_results(1).name())->check_ins_size(), 1);
  EXPECT_THAT(List(kAna, "", 3, "x"), ViolatesField("page_token"));
}

TEST_F(CheckIns, AreOnlyTriedWithValidateOnly) {
  auto request = ValueRequest(goal, "080");
  request.set_validate_only(true);
  suite.database.Execute("DELETE FROM event_pending");
  const auto tried = Record(request);
  ASSERT_THAT(tried, IsOk());
  EXPECT_EQ(tried->name(), "");
  EXPECT_EQ(tried->value(), "80");
  EXPECT_EQ(tried->creator(), Person(kAna));
  EXPECT_THAT(List(kAna)->check_ins(), IsEmpty());
  EXPECT_THAT(suite.Told(), IsEmpty());
  EXPECT_EQ(CurrentValue(), "70");
  EXPECT_THAT(Record(request, kCarla), kDenied);
  request.mutable_check_in()->set_supersedes(
      kCheckInPattern.Format({IdOf(goal.name()), api::NewUlid(suite.clock.Now())}));
  EXPECT_THAT(Record(request), ViolatesField("check_in.supersedes"));
}

TEST_F(CheckIns, AreRecordedToldAndCountedOnceHoweverOftenTheyAreSent) {
  auto request = ValueRequest(goal, "80");
  request.set_request_id(kRequestId);
  suite.database.Execute("DELETE FROM event_pending");
  const auto first = Record(request);
  ASSERT_THAT(first, IsOk());
  const auto again = suite.As(kAna, &Stub::RecordCheckIn, request, 1);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(List(kAna)->check_ins_size(), 1);
  EXPECT_THAT(suite.Told(), ElementsAre("goal.checked_in"));
  EXPECT_EQ(suite.metrics.check_ins.at(v1::GOAL_HEALTH_ON_TRACK)->Value(), 1);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE resource = ?", {first->name()}),
            1);
}

// Who may do it, then what is wrong with it, and last whether it comes in time.
TEST_F(CheckIns, AreRefusedInTheOrderOfAllCalls) {
  const auto wrong = ValueRequest(goal, "80", 0);
  auto unknown = wrong;
  unknown.mutable_check_in()->set_key_result(kKeyResultPattern.Format({IdOf(goal.name()), kNobody}));
  EXPECT_THAT(Record(unknown, kCarla), kDenied);
  EXPECT_THAT(Record(unknown), ViolatesField("check_in.key_result"));
  ASSERT_THAT(suite.As(kAna, &Stub::CloseGoal, CloseRequest(goal.name())), IsOk());
  EXPECT_THAT(Record(unknown, kCarla), kDenied);
  EXPECT_THAT(Record(unknown), ViolatesField("check_in.key_result"));
  EXPECT_THAT(Record(wrong), kWrongState);
}

}  // namespace
}  // namespace laurel::goals::testing
