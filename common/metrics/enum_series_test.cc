#include "common/metrics/enum_series.h"

#include <gtest/gtest.h>

#include "laurel/common/v1/view.pb.h"

namespace laurel::metrics {
namespace {

TEST(EnumSeries, AreThereFromTheBeginningButForNoValue) {
  Registry registry;
  const auto series =
      SeriesByValue<common::v1::View>(registry.Counters("laurel_read_total", "Read.", {"view"}));
  EXPECT_EQ(static_cast<int>(series.size()), common::v1::View_descriptor()->value_count() - 1);
  series.at(common::v1::VIEW_SUMMARY)->Increment();
  const std::string text = registry.Serialize();
  EXPECT_NE(text.find("laurel_read_total{view=\"summary\"} 1"), std::string::npos) << text;
  EXPECT_NE(text.find("laurel_read_total{view=\"full\"} 0"), std::string::npos) << text;
  EXPECT_EQ(text.find("unspecified"), std::string::npos) << text;
}

}  // namespace
}  // namespace laurel::metrics
