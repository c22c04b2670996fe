// ListMetrics: the usual metrics of customer service, for everybody.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/testing/status_matchers.h"
#include "services/goals/metric/rules.h"
#include "services/goals/testing/suite.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::ViolatesField;
using Stub = v1::GoalService::Stub;

TEST(Metrics, ArePagedInTheirOrder) {
  Suite suite;
  std::vector<std::string> ids, expected;
  for (const v1::Metric& metric : metric::All()) expected.push_back(metric.id());
  v1::ListMetricsRequest request;
  EXPECT_EQ(suite.As(kStranger, &Stub::ListMetrics, request)->metrics_size(),
            static_cast<int>(expected.size()));
  request.set_page_size(4);
  do {
    const auto page = suite.As(kStranger, &Stub::ListMetrics, request);
    ASSERT_THAT(page, IsOk());
    for (const v1::Metric& metric : page->metrics()) ids.push_back(metric.id());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(ids, expected);
  request.set_page_token("x");
  EXPECT_THAT(suite.As(kStranger, &Stub::ListMetrics, request), ViolatesField("page_token"));
}

TEST(Metrics, GiveAKeyResultItsUnitAndDirection) {
  Suite suite;
  v1::KeyResult handling = KeyResultOf("420", "360");
  handling.set_metric("aht");
  const v1::Goal goal = suite.Measured(kAna, {handling});
  EXPECT_EQ(goal.key_results(0).metric(), "aht");
  EXPECT_EQ(goal.key_results(0).unit(), "s");
  EXPECT_EQ(goal.key_results(0).direction(), v1::DIRECTION_DECREASE);
}

}  // namespace
}  // namespace laurel::goals::testing
