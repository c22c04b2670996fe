#include "services/goals/metric/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "common/testing/status_matchers.h"
#include "services/goals/key_result/rules.h"
#include "services/goals/progress/rules.h"

namespace laurel::goals::metric {
namespace {

using laurel::testing::IsOk;

TEST(MetricTemplates, AreFoundByTheirId) {
  std::set<std::string> ids;
  for (const v1::Metric& metric : All()) {
    EXPECT_TRUE(ids.insert(metric.id()).second) << metric.id();
    EXPECT_EQ(Find(metric.id()), &metric);
  }
  EXPECT_EQ(Find(""), nullptr);
  EXPECT_EQ(Find("CSAT"), nullptr);
}

TEST(MetricTemplates, HoldTheUsualOnes) {
  struct Usual {
    const char* id;
    const char* unit;
    v1::Direction direction;
    const char* min;
    const char* max;
  };
  const Usual usual[] = {{"csat", "%", v1::DIRECTION_INCREASE, "0", "100"},
                         {"fcr", "%", v1::DIRECTION_INCREASE, "0", "100"},
                         {"aht", "s", v1::DIRECTION_DECREASE, "0", "86400"},
                         {"qa_score", "%", v1::DIRECTION_INCREASE, "0", "100"},
                         {"adherence", "%", v1::DIRECTION_INCREASE, "0", "100"},
                         {"nps", "points", v1::DIRECTION_INCREASE, "-100", "100"},
                         {"backlog", "cases", v1::DIRECTION_DECREASE, "0", ""}};
  for (const Usual& one : usual) {
    const v1::Metric* metric = Find(one.id);
    ASSERT_NE(metric, nullptr) << one.id;
    EXPECT_EQ(metric->unit(), one.unit) << one.id;
    EXPECT_EQ(metric->direction(), one.direction) << one.id;
    EXPECT_EQ(metric->min_value(), one.min) << one.id;
    EXPECT_EQ(metric->max_value(), one.max) << one.id;
  }
}

TEST(MetricTemplates, FitAKeyResult) {
  const auto* key_result = v1::KeyResult::descriptor();
  const auto limit = [&](const char* field) {
    return static_cast<std::size_t>(
        key_result->FindFieldByName(field)->options().GetExtension(common::v1::field).max_length());
  };
  for (const v1::Metric& metric : All()) {
    EXPECT_LE(metric.id().size(), limit("metric")) << metric.id();
    EXPECT_LE(metric.title().size(), limit("title")) << metric.id();
    EXPECT_LE(metric.unit().size(), limit("unit")) << metric.id();
    EXPECT_FALSE(metric.title().empty() || metric.unit().empty() || metric.description().empty());
    v1::KeyResult made;
    made.set_metric(metric.id());
    const std::string above = metric.max_value().empty() ? "1000" : metric.max_value();
    const bool down = metric.direction() == v1::DIRECTION_DECREASE;
    made.set_baseline(down ? above : metric.min_value());
    made.set_target(down ? metric.min_value() : above);
    EXPECT_THAT(key_result::Completed(made, "key_result"), IsOk()) << metric.id();
  }
}

TEST(MetricTemplates, HaveCanonicalBounds) {
  for (const v1::Metric& metric : All()) {
    for (const std::string& bound : {metric.min_value(), metric.max_value()}) {
      if (!bound.empty()) {
        EXPECT_EQ(progress::Canonical(bound), bound) << metric.id();
      }
    }
  }
}

}  // namespace
}  // namespace laurel::goals::metric
