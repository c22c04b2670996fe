#include "services/goals/key_result/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "common/testing/status_matchers.h"

namespace laurel::goals::key_result {
namespace {

using laurel::testing::IsOk;
using laurel::testing::ViolatesField;
using ::testing::AllOf;
using ::testing::HasSubstr;

v1::KeyResult Measured(std::string_view baseline, std::string_view target) {
  v1::KeyResult key_result;
  key_result.set_title("Solved with the first contact");
  key_result.set_baseline(std::string(baseline));
  key_result.set_target(std::string(target));
  return key_result;
}
v1::KeyResult OfMetric(std::string_view metric, std::string_view baseline, std::string_view target) {
  v1::KeyResult key_result = Measured(baseline, target);
  key_result.set_metric(std::string(metric));
  return key_result;
}
v1::KeyResult OfKind(v1::KeyResultKind kind) {
  v1::KeyResult key_result;
  key_result.set_kind(kind);
  return key_result;
}
absl::StatusOr<v1::KeyResult> Of(const v1::KeyResult& asked) { return Completed(asked, "key_result"); }
// What the violation of a field says.
std::string Says(const absl::StatusOr<v1::KeyResult>& refused, std::string_view field) {
  const auto fields = BadRequestOf(refused.status());
  if (!fields.has_value()) return "";
  for (const auto& violation : fields->field_violations()) {
    if (violation.field() == field) return violation.description();
  }
  return "";
}

TEST(KeyResultRules, MeasureFromTheBaselineToTheTarget) {
  const auto up = Of(Measured("070.50", "85.0"));
  ASSERT_THAT(up, IsOk());
  EXPECT_EQ(up->kind(), v1::KEY_RESULT_KIND_METRIC);
  EXPECT_EQ(up->direction(), v1::DIRECTION_INCREASE);
  EXPECT_EQ(up->baseline(), "70.5");
  EXPECT_EQ(up->target(), "85");
  EXPECT_EQ(up->weight(), "1");
  EXPECT_EQ(up->current(), "70.5");
  EXPECT_EQ(up->progress(), "0");
  const auto down = Of(Measured("420", "-1"));
  ASSERT_THAT(down, IsOk());
  EXPECT_EQ(down->direction(), v1::DIRECTION_DECREASE);
}

TEST(KeyResultRules, RefuseATargetThatEqualsTheBaseline) {
  EXPECT_THAT(Of(Measured("70", "70")), ViolatesField("key_result.target"));
  EXPECT_THAT(Of(Measured("70", "070.000")), ViolatesField("key_result.target"));
  EXPECT_THAT(Of(Measured("-0", "0.0")), ViolatesField("key_result.target"));
  EXPECT_THAT(Of(Measured("70", "70.000001")), IsOk());
}

TEST(KeyResultRules, NeedBaselineAndTargetOfAMetric) {
  EXPECT_THAT(Of(Measured("", "")),
              AllOf(ViolatesField("key_result.baseline"), ViolatesField("key_result.target")));
  EXPECT_THAT(Of(OfMetric("csat", "70", "")), ViolatesField("key_result.target"));
}

TEST(KeyResultRules, RefuseADirectionAgainstTheNumbers) {
  v1::KeyResult down = Measured("70", "85");
  down.set_direction(v1::DIRECTION_DECREASE);
  EXPECT_THAT(Of(down), ViolatesField("key_result.direction"));
  v1::KeyResult up = Measured("85", "70");
  up.set_direction(v1::DIRECTION_INCREASE);
  EXPECT_THAT(Of(up), ViolatesField("key_result.direction"));
  up.set_direction(v1::DIRECTION_DECREASE);
  EXPECT_THAT(Of(up), IsOk());
}

TEST(KeyResultRules, StretchBeyondTheTarget) {
  const auto stretched = [](std::string_view baseline, std::string_view target, std::string_view stretch) {
    v1::KeyResult key_result = Measured(baseline, target);
    key_result.set_stretch(std::string(stretch));
    return Of(key_result);
  };
  EXPECT_EQ(stretched("70", "85", "90.0")->stretch(), "90");
  EXPECT_THAT(stretched("420", "360", "300"), IsOk());
  for (const char* stretch : {"85", "80", "60"}) {
    EXPECT_THAT(stretched("70", "85", stretch), ViolatesField("key_result.stretch")) << stretch;
  }
  EXPECT_THAT(stretched("420", "360", "361"), ViolatesField("key_result.stretch"));
}

TEST(KeyResultRules, TakeUnitAndDirectionFromTheirMetric) {
  const auto handling = Of(OfMetric("aht", "420", "360"));
  ASSERT_THAT(handling, IsOk());
  EXPECT_EQ(handling->unit(), "s");
  EXPECT_EQ(handling->direction(), v1::DIRECTION_DECREASE);
  v1::KeyResult minutes = OfMetric("aht", "7", "6");
  minutes.set_unit("min");
  EXPECT_THAT(Of(minutes), ViolatesField("key_result.unit"));
  EXPECT_THAT(Of(OfMetric("aht", "360", "420")), ViolatesField("key_result.target"));
  v1::KeyResult upwards = OfMetric("aht", "360", "420");
  upwards.set_direction(v1::DIRECTION_INCREASE);
  EXPECT_THAT(Of(upwards), ViolatesField("key_result.direction"));
  EXPECT_THAT(Of(OfMetric("happiness", "1", "2")), ViolatesField("key_result.metric"));
}

TEST(KeyResultRules, TakeEitherDirectionOfAMetricThatHasNone) {
  EXPECT_EQ(Of(OfMetric("occupancy", "92", "85"))->direction(), v1::DIRECTION_DECREASE);
  EXPECT_EQ(Of(OfMetric("occupancy", "70", "80"))->direction(), v1::DIRECTION_INCREASE);
}

TEST(KeyResultRules, KeepNumbersWithinTheBoundsOfTheirMetric) {
  EXPECT_THAT(Says(Of(OfMetric("csat", "70", "100.1")), "key_result.target"), HasSubstr("between 0 and 100"));
  EXPECT_THAT(Of(OfMetric("csat", "-1", "80")), ViolatesField("key_result.baseline"));
  EXPECT_THAT(Of(OfMetric("nps", "-100", "100")), IsOk());
  v1::KeyResult stretched = OfMetric("csat", "70", "90");
  stretched.set_stretch("101");
  EXPECT_THAT(Of(stretched), ViolatesField("key_result.stretch"));
  EXPECT_THAT(Says(Of(OfMetric("backlog", "500", "-1")), "key_result.target"), HasSubstr("0 or more"));
  EXPECT_THAT(Of(OfMetric("backlog", "999999999999999", "0")), IsOk());
}

TEST(KeyResultRules, GiveAMilestonePercentUnlessItSaysOtherwise) {
  const auto plain = Of(OfKind(v1::KEY_RESULT_KIND_MILESTONE));
  ASSERT_THAT(plain, IsOk());
  EXPECT_EQ(plain->baseline(), "0");
  EXPECT_EQ(plain->target(), "100");
  EXPECT_EQ(plain->unit(), "%");
  v1::KeyResult articles = OfKind(v1::KEY_RESULT_KIND_MILESTONE);
  articles.set_unit("articles");
  articles.set_target("250");
  EXPECT_THAT(Of(articles), IsOk());
  articles.set_unit("%");
  EXPECT_THAT(Of(articles), ViolatesField("key_result.target"));
  v1::KeyResult metric = OfKind(v1::KEY_RESULT_KIND_MILESTONE);
  metric.set_metric("csat");
  EXPECT_THAT(Of(metric), ViolatesField("key_result.metric"));
}

TEST(KeyResultRules, GiveWhatIsDoneOrNotZeroAndOne) {
  const auto plain = Of(OfKind(v1::KEY_RESULT_KIND_BINARY));
  ASSERT_THAT(plain, IsOk());
  EXPECT_EQ(plain->baseline(), "0");
  EXPECT_EQ(plain->target(), "1");
  EXPECT_EQ(plain->current(), "0");
  using Change = std::function<void(v1::KeyResult&)>;
  const std::pair<const char*, Change> wrong[] = {
      {"key_result.baseline", [](auto& one) { one.set_baseline("0.5"); }},
      {"key_result.target", [](auto& one) { one.set_target("2"); }},
      {"key_result.stretch", [](auto& one) { one.set_stretch("2"); }},
      {"key_result.direction", [](auto& one) { one.set_direction(v1::DIRECTION_DECREASE); }}};
  for (const auto& [field, change] : wrong) {
    v1::KeyResult binary = OfKind(v1::KEY_RESULT_KIND_BINARY);
    change(binary);
    EXPECT_THAT(Of(binary), ViolatesField(field));
  }
  v1::KeyResult said = OfKind(v1::KEY_RESULT_KIND_BINARY);
  said.set_baseline("0.0");
  said.set_target("1.000000");
  EXPECT_EQ(Of(said)->target(), "1");
}

TEST(KeyResultRules, TakeValuesWithinTheirBounds) {
  const v1::KeyResult binary = *Of(OfKind(v1::KEY_RESULT_KIND_BINARY));
  EXPECT_THAT(CheckValue(binary, "1.0", "value"), IsOk());
  EXPECT_THAT(CheckValue(binary, "0.5", "value"), ViolatesField("value"));
  EXPECT_THAT(CheckValue(binary, "2", "value"), ViolatesField("value"));
  const v1::KeyResult csat = *Of(OfMetric("csat", "70", "85"));
  EXPECT_THAT(CheckValue(csat, "100", "value"), IsOk());
  EXPECT_THAT(CheckValue(csat, "100.000001", "value"), ViolatesField("value"));
  EXPECT_THAT(CheckValue(csat, "-1", "value"), ViolatesField("value"));
  EXPECT_THAT(CheckValue(*Of(Measured("1", "2")), "-999999999999999", "value"), IsOk());
}

TEST(KeyResultRules, RefuseNegativeWeights) {
  v1::KeyResult heavy = Measured("1", "2");
  heavy.set_weight("-1");
  EXPECT_THAT(Of(heavy), ViolatesField("key_result.weight"));
  heavy.set_weight("-0");
  EXPECT_EQ(Of(heavy)->weight(), "0");
}

TEST(KeyResultRules, RefuseWeightsThatAreAllZero) {
  KeyResults all;
  EXPECT_THAT(CompleteAll(all, "goal.key_results"), IsOk());
  EXPECT_THAT(CheckWeights(all, "weight"), IsOk());
  for (int i = 0; i < 2; ++i) {
    *all.Add() = Measured("1", "2");
    all.Mutable(i)->set_weight("0.00");
  }
  EXPECT_THAT(CompleteAll(all, "goal.key_results"), ViolatesField("goal.key_results[0].weight"));
  EXPECT_THAT(CheckWeights(all, "weight"), ViolatesField("weight"));
  all.Mutable(1)->set_weight("0.000001");
  EXPECT_THAT(CompleteAll(all, "goal.key_results"), IsOk());
  EXPECT_THAT(CheckWeights(all, "weight"), IsOk());
}

TEST(KeyResultRules, TellAllThatIsWrongWithTheKeyResultsOfAGoal) {
  KeyResults all;
  *all.Add() = Measured("1", "1");
  *all.Add() = Measured("1", "2");
  *all.Add() = OfMetric("csat", "70", "101");
  EXPECT_THAT(CompleteAll(all, "goal.key_results"), AllOf(ViolatesField("goal.key_results[0].target"),
                                                          ViolatesField("goal.key_results[2].target")));
}

TEST(KeyResultRules, KeepWhatWasMeasuredWhenTheyChange) {
  v1::KeyResult measured = *Of(Measured("70", "90"));
  measured.mutable_measure_time()->set_seconds(1);
  SetCurrent(measured, "80");
  EXPECT_EQ(measured.progress(), "0.5");
  measured.set_target("100");
  const auto changed = Of(measured);
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->current(), "80");
  EXPECT_EQ(changed->progress(), "0.333333");
}

TEST(KeyResultRules, KeepProgressBetweenNothingAndAll) {
  v1::KeyResult down = *Of(Measured("420", "360"));
  for (const auto& [value, progress] : {std::pair{"500", "0"}, {"390", "0.5"}, {"300", "1"}}) {
    SetCurrent(down, value);
    EXPECT_EQ(down.progress(), progress) << value;
  }
}

}  // namespace
}  // namespace laurel::goals::key_result
