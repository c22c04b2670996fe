#include "services/goals/check_in/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::goals::check_in {
namespace {

using laurel::testing::IsOk;
using laurel::testing::ViolatesField;
using ::testing::AllOf;

const absl::Time kNow = absl::FromUnixSeconds(1'767'225'600);
const std::string kGoal = "goals/01arz3ndektsv4rrffq69g5fa1";
const std::string kOther = "goals/01arz3ndektsv4rrffq69g5fa2";

std::string KeyResultOf(std::string_view goal) {
  return fmt::format("{}/keyResults/01arz3ndektsv4rrffq69g5fb1", goal);
}
std::string CheckInOf(std::string_view goal, int n = 1) {
  return fmt::format("{}/checkIns/01arz3ndektsv4rrffq69g5fc{}", goal, n);
}
v1::CheckIn Healthy() {
  v1::CheckIn check_in;
  check_in.set_health(v1::GOAL_HEALTH_ON_TRACK);
  return check_in;
}
v1::CheckIn Measured(std::string_view value) {
  v1::CheckIn check_in = Healthy();
  check_in.set_key_result(KeyResultOf(kGoal));
  check_in.set_value(std::string(value));
  return check_in;
}
absl::Status Check(const v1::CheckIn& asked) { return CheckFields(asked, kGoal, kNow); }

TEST(CheckInRules, TakeHealthAloneOrWithAMeasure) {
  EXPECT_THAT(Check(Healthy()), IsOk());
  EXPECT_THAT(Check(Measured("80")), IsOk());
}

TEST(CheckInRules, NeedAValueWithAKeyResultAndAKeyResultWithAValue) {
  v1::CheckIn without_value = Measured("80");
  without_value.clear_value();
  EXPECT_THAT(Check(without_value), ViolatesField("check_in.value"));
  v1::CheckIn without_key_result = Measured("80");
  without_key_result.clear_key_result();
  EXPECT_THAT(Check(without_key_result), ViolatesField("check_in.key_result"));
}

TEST(CheckInRules, StayWithinTheirGoal) {
  v1::CheckIn elsewhere = Measured("80");
  elsewhere.set_key_result(KeyResultOf(kOther));
  elsewhere.set_supersedes(CheckInOf(kOther));
  EXPECT_THAT(Check(elsewhere),
              AllOf(ViolatesField("check_in.key_result"), ViolatesField("check_in.supersedes")));
}

TEST(CheckInRules, NeedHealthUnlessTheySupersede) {
  v1::CheckIn silent;
  EXPECT_THAT(Check(silent), ViolatesField("check_in.health"));
  silent.set_supersedes(CheckInOf(kGoal));
  EXPECT_THAT(Check(silent), IsOk());
  silent.set_health(v1::GOAL_HEALTH_NOT_UPDATED);
  EXPECT_THAT(Check(silent), ViolatesField("check_in.health"));
}

TEST(CheckInRules, RefuseATimeThatIsYetToCome) {
  v1::CheckIn check_in = Healthy();
  *check_in.mutable_time() = ToTimestamp(kNow + kSkew);
  EXPECT_THAT(Check(check_in), IsOk());
  *check_in.mutable_time() = ToTimestamp(kNow + kSkew + absl::Microseconds(1));
  EXPECT_THAT(Check(check_in), ViolatesField("check_in.time"));
  *check_in.mutable_time() = ToTimestamp(kNow - absl::Hours(24 * 400));
  EXPECT_THAT(Check(check_in), IsOk());
}

TEST(CheckInRules, SupersedeOneOfTheSameKeyResultOnce) {
  v1::CheckIn asked = Measured("80");
  EXPECT_THAT(CheckSupersedes(asked, std::nullopt), IsOk());
  asked.set_supersedes(CheckInOf(kGoal));
  EXPECT_THAT(CheckSupersedes(asked, std::nullopt), ViolatesField("check_in.supersedes"));
  v1::CheckIn found = Measured("70");
  EXPECT_THAT(CheckSupersedes(asked, found), IsOk());
  found.set_superseded_by(CheckInOf(kGoal, 2));
  EXPECT_THAT(CheckSupersedes(asked, found), ViolatesField("check_in.supersedes"));
  EXPECT_THAT(CheckSupersedes(asked, Healthy()), ViolatesField("check_in.supersedes"));
  v1::CheckIn other = Measured("70");
  other.set_key_result("goals/01arz3ndektsv4rrffq69g5fa1/keyResults/01arz3ndektsv4rrffq69g5fb2");
  EXPECT_THAT(CheckSupersedes(asked, other), ViolatesField("check_in.supersedes"));
  v1::CheckIn health_alone = Healthy();
  health_alone.set_supersedes(CheckInOf(kGoal));
  EXPECT_THAT(CheckSupersedes(health_alone, Measured("70")), ViolatesField("check_in.supersedes"));
  EXPECT_THAT(CheckSupersedes(health_alone, Healthy()), IsOk());
}

TEST(CheckInRules, FillInWhatIsUnset) {
  const v1::CheckIn plain = Completed(Measured("080.0"), std::nullopt, kNow);
  EXPECT_EQ(plain.value(), "80");
  EXPECT_EQ(FromTimestamp(plain.time()), kNow);
  EXPECT_FALSE(plain.has_confidence());
  v1::CheckIn superseded = Measured("70");
  superseded.set_health(v1::GOAL_HEALTH_AT_RISK);
  *superseded.mutable_time() = ToTimestamp(kNow - absl::Hours(1));
  v1::CheckIn asked = Measured("80");
  asked.clear_health();
  const v1::CheckIn inherited = Completed(asked, superseded, kNow);
  EXPECT_EQ(inherited.health(), v1::GOAL_HEALTH_AT_RISK);
  EXPECT_EQ(FromTimestamp(inherited.time()), kNow - absl::Hours(1));
  asked.set_health(v1::GOAL_HEALTH_OFF_TRACK);
  *asked.mutable_time() = ToTimestamp(kNow - absl::Hours(2));
  const v1::CheckIn own = Completed(asked, superseded, kNow);
  EXPECT_EQ(own.health(), v1::GOAL_HEALTH_OFF_TRACK);
  EXPECT_EQ(FromTimestamp(own.time()), kNow - absl::Hours(2));
}

TEST(CheckInRules, FollowEachOtherByTimeThenById) {
  const auto at = [](int n, absl::Time time) {
    v1::CheckIn check_in = Healthy();
    check_in.set_name(CheckInOf(kGoal, n));
    *check_in.mutable_time() = ToTimestamp(time);
    return check_in;
  };
  const v1::CheckIn late = at(1, kNow + absl::Seconds(1));
  const v1::CheckIn first = at(2, kNow), second = at(3, kNow);
  EXPECT_EQ(&LaterOf(late, second), &late);
  EXPECT_EQ(&LaterOf(second, late), &late);
  EXPECT_EQ(&LaterOf(first, second), &second);
  EXPECT_EQ(&LaterOf(second, first), &second);
}

}  // namespace
}  // namespace laurel::goals::check_in
