#include "common/metrics/process_metrics.h"

#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::metrics {
namespace {

double Sample(const std::string& text, const std::string& series) {
  const std::size_t place = text.find("\n" + series + " ");
  return place == std::string::npos ? -1 : std::stod(text.substr(place + series.size() + 2));
}

TEST(ProcessMetrics, SayWhatTheKernelSays) {
  Registry registry;
  const std::vector<Callback> callbacks = AddProcessMetrics(registry);
  const std::string text = registry.Serialize();
  EXPECT_GT(Sample(text, "process_resident_memory_bytes"), 1e6);
  EXPECT_GE(Sample(text, "process_cpu_seconds_total"), 0);
  EXPECT_GE(Sample(text, "process_open_fds"), 3);
  EXPECT_GE(Sample(text, "process_max_fds"), Sample(text, "process_open_fds"));
  EXPECT_GE(Sample(text, "process_threads"), 1);
  // The kernel rounds the time of booting to a second.
  const double now = absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch());
  EXPECT_NEAR(Sample(text, "process_start_time_seconds"), now, 3600);
}

TEST(ProcessMetrics, NameTheBuild) {
  Registry registry;
  AddBuildInfo(registry);
  EXPECT_THAT(registry.Serialize(),
              ::testing::ContainsRegex("laurel_build_info\\{.*version=\"[0-9.]+\".*\\} 1"));
}

}  // namespace
}  // namespace laurel::metrics
