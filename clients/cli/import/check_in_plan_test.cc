#include "clients/cli/import/check_in_plan.h"

#include "common/api/text.h"
#include "common/time/convert.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;

v1::CheckIn Of(const std::string& value, int day, const std::string& name = "") {
  v1::CheckIn one;
  one.set_name(name);
  one.set_key_result("goals/1/keyResults/2");
  one.set_value(value);
  one.set_health(v1::GOAL_HEALTH_ON_TRACK);
  *one.mutable_time() = ToTimestamp(absl::FromCivil(absl::CivilDay(2026, 11, day), absl::UTCTimeZone()));
  return one;
}

TEST(PlanFor, RecordsWhatIsNotThere) {
  EXPECT_EQ(PlanFor(Of("87", 20), {}).step, CheckInStep::kRecord);
  EXPECT_EQ(PlanFor(Of("87", 20), {Of("87", 19, "goals/1/checkIns/1")}).step, CheckInStep::kRecord);
  v1::CheckIn of_another = Of("87", 20, "goals/1/checkIns/1");
  of_another.set_key_result("");
  EXPECT_EQ(PlanFor(Of("87", 20), {of_another}).step, CheckInStep::kRecord);
}

TEST(PlanFor, LeavesWhatSaysTheSame) {
  EXPECT_EQ(PlanFor(Of("87.50", 20), {Of("87.5", 20, "goals/1/checkIns/1")}).step, CheckInStep::kNothing);
  v1::CheckIn unsaid = Of("87.5", 20);
  unsaid.clear_health();
  EXPECT_EQ(PlanFor(unsaid, {Of("87.5", 20, "goals/1/checkIns/1")}).step, CheckInStep::kNothing);
}

TEST(PlanFor, SupersedesWhatSaysSomethingElseOfTheSameTime) {
  for (const char* value : {"88", "", "87.51"}) {
    const CheckInPlan plan = PlanFor(Of(value, 20), {Of("87.5", 20, "goals/1/checkIns/1")});
    EXPECT_EQ(plan.step, CheckInStep::kCorrect) << value;
    EXPECT_EQ(plan.supersedes, "goals/1/checkIns/1");
  }
  v1::CheckIn surer = Of("87.5", 20);
  surer.set_confidence(0);
  EXPECT_EQ(PlanFor(surer, {Of("87.5", 20, "goals/1/checkIns/1")}).step, CheckInStep::kCorrect);
}

TEST(PlanFor, DoesNotUndoWhatSomebodyHasCorrected) {
  v1::CheckIn superseded = Of("87", 20, "goals/1/checkIns/1");
  superseded.set_superseded_by("goals/1/checkIns/2");
  EXPECT_EQ(PlanFor(Of("87", 20), {Of("78", 20, "goals/1/checkIns/2"), superseded}).step,
            CheckInStep::kNothingNow);
  EXPECT_EQ(PlanFor(Of("90", 20), {Of("78", 20, "goals/1/checkIns/2"), superseded}).supersedes,
            "goals/1/checkIns/2");
}

TEST(RequestIdOf, IsTheSameForTheSameRequestAlone) {
  v1::RecordCheckInRequest request;
  request.set_parent("goals/1");
  *request.mutable_check_in() = Of("87", 20);
  const std::string id = RequestIdOf(request);
  EXPECT_TRUE(api::IsUuid(id)) << id;
  EXPECT_EQ(RequestIdOf(request), id);
  request.set_request_id(id);
  EXPECT_EQ(RequestIdOf(request), id);
  v1::RecordCheckInRequest other = request;
  other.mutable_check_in()->set_confidence(0);
  EXPECT_NE(RequestIdOf(other), id);
  other = request;
  other.mutable_check_in()->mutable_time()->set_nanos(1000);
  EXPECT_NE(RequestIdOf(other), id);
}

}  // namespace
}  // namespace laurel::cli
