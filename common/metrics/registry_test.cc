#include "common/metrics/registry.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "common/metrics/process_metrics.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::metrics {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Registry, WritesASeriesFromTheMomentItIsFetched) {
  Registry registry;
  const Family<Counter> handled = registry.Counters("laurel_handled_total", "Calls.", {"method", "code"});
  Counter& ok = handled.With({"GetMe", "OK"});
  EXPECT_THAT(registry.Serialize(), HasSubstr("laurel_handled_total{code=\"OK\",method=\"GetMe\"} 0"));
  ok.Increment();
  EXPECT_THAT(registry.Serialize(), HasSubstr("laurel_handled_total{code=\"OK\",method=\"GetMe\"} 1"));
}

TEST(Registry, GivesTheSameSeriesForTheSameLabels) {
  Registry registry;
  const LabelNames labels = {"reason"};
  Counter& first = registry.Counters("laurel_rejected_total", "Refused calls.", labels).With({"queue_full"});
  Counter& second = registry.Counters("laurel_rejected_total", "Refused calls.", labels).With({"queue_full"});
  EXPECT_EQ(&first, &second);
}

TEST(Registry, RefusesMistakenDeclarations) {
  Registry registry;
  const Family<Gauge> gauges = registry.Gauges("laurel_pool_connections", "Connections.", {"state"});
  EXPECT_THROW(registry.Counters("laurel_pool_connections", "Connections.", {"state"}),
               std::invalid_argument);
  EXPECT_THROW(registry.Gauges("laurel_pool_connections", "Connections.", {"kind"}), std::invalid_argument);
  EXPECT_THROW(registry.Gauges("laurel pool", "A blank.", {}), std::invalid_argument);
  EXPECT_THROW(registry.Gauges("laurel_pool", "A bad label.", {"a-b"}), std::invalid_argument);
  EXPECT_THROW(gauges.With({}), std::invalid_argument);
  EXPECT_THROW(gauges.With({"used", "more"}), std::invalid_argument);
}

TEST(Registry, ReadsCallbacksWhenItIsScrapedAndNotAfterTheirEnd) {
  Registry registry;
  double used = 3;
  {
    const Callback first =
        registry.OnScrapeGauge("laurel_pool", "Pool.", [&] { return used; }, {"state"}, {"used"});
    const Callback second =
        registry.OnScrapeGauge("laurel_pool", "Pool.", [] { return 7.0; }, {"state"}, {"idle"});
    EXPECT_THAT(registry.Serialize(), HasSubstr("laurel_pool{state=\"used\"} 3"));
    used = 4;
    EXPECT_THAT(registry.Serialize(), HasSubstr("laurel_pool{state=\"used\"} 4"));
    EXPECT_THAT(registry.Serialize(), HasSubstr("laurel_pool{state=\"idle\"} 7"));
    EXPECT_THROW(
        (void)registry.OnScrapeGauge("laurel_pool", "Pool.", [] { return 0.0; }, {"state"}, {"used"}),
        std::invalid_argument);
  }
  EXPECT_THAT(registry.Serialize(), Not(HasSubstr("laurel_pool{")));
}

TEST(Registry, MayEndBeforeItsCallbacks) {
  Callback callback;
  {
    Registry registry;
    callback = registry.OnScrapeGauge("laurel_age_seconds", "Age.", [] { return 1.0; });
  }
}

TEST(Registry, CountsFromManyThreads) {
  Registry registry;
  Counter& counter = registry.AddCounter("laurel_events_total", "Events.");
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 1000; ++k) {
        counter.Increment();
        if (k % 100 == 0) {
          registry.Serialize();
        }
      }
    });
  }
  threads.clear();
  EXPECT_EQ(counter.Value(), 4000);
}

TEST(Registry, IsWhatPromtoolAccepts) {
  if (std::system("command -v promtool >/dev/null") != 0) {
    GTEST_SKIP() << "promtool is not installed (package prometheus)";
  }
  Registry registry;
  AddBuildInfo(registry);
  const std::vector<Callback> process = AddProcessMetrics(registry);
  registry.Histograms("laurel_query_seconds", "Time of a statement.", {"database"}, CallSeconds())
      .With({"quote\" backslash\\ newline\n"})
      .Observe(0.2);
  registry.AddHistogram("laurel_acknowledgement_delay_seconds", "Until a session is answered.",
                        HumanSeconds());
  registry.AddHistogram("laurel_batch_rows", "Rows of a statement.", {1, 10, 100});
  registry.AddCounter("laurel_big_total", "A number beyond 32 bits.").Increment(5e12);

  FILE* promtool = popen("promtool check metrics", "w");  // what it finds it says on standard error
  ASSERT_NE(promtool, nullptr);
  const std::string text = registry.Serialize();
  EXPECT_EQ(fwrite(text.data(), 1, text.size(), promtool), text.size());
  EXPECT_EQ(pclose(promtool), 0) << text;
}

}  // namespace
}  // namespace laurel::metrics
