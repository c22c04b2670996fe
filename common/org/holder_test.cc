#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "common/metrics/registry.h"
#include "common/org/metrics.h"
#include "common/org/organization.h"
#include "common/org/testing/records.h"
#include "common/testing/fake_clock.h"

namespace laurel::org {
namespace {

using testing::Records;
using testing::TestId;

const std::string kAna = TestId(1);
const auto kKnowsAna = [](const Organization& organization) { return organization.Knows(kAna); };

TEST(Holder, BeginsWithNobodyAndNeverFresh) {
  const Holder holder;
  EXPECT_EQ(holder.Current()->people_count(), 0U);
  EXPECT_EQ(holder.FreshAt(), absl::InfinitePast());
}

TEST(Holder, IsAsFreshAsItsLastSetOrTouch) {
  Holder holder;
  holder.Set(Records().Active(kAna).Build(3), absl::FromUnixSeconds(100));
  EXPECT_EQ(holder.FreshAt(), absl::FromUnixSeconds(100));
  holder.Touch(absl::FromUnixSeconds(200));
  EXPECT_EQ(holder.FreshAt(), absl::FromUnixSeconds(200));
  EXPECT_EQ(holder.Current()->version(), 3);
}

TEST(Holder, KeepsAVersionAliveForItsReader) {
  Holder holder;
  holder.Set(Records().Active(kAna).Build(), absl::UnixEpoch());
  const auto held = holder.Current();
  holder.Set(std::make_shared<const Organization>(), absl::UnixEpoch());
  EXPECT_TRUE(held->Knows(kAna));
  EXPECT_FALSE(holder.Current()->Knows(kAna));
}

TEST(Holder, WaitsForAVersionThatSatisfies) {
  Holder holder;
  absl::Notification waiting;
  std::thread reader([&] {
    const auto found = holder.WaitUntil(absl::InfiniteFuture(), [&](const Organization& organization) {
      if (!waiting.HasBeenNotified()) waiting.Notify();
      return kKnowsAna(organization);
    });
    EXPECT_TRUE(found->Knows(kAna));
  });
  waiting.WaitForNotification();
  holder.Touch(absl::UnixEpoch());
  holder.Set(Records().Active(TestId(2)).Build(1), absl::UnixEpoch());
  holder.Set(Records().Active(kAna).Build(2), absl::UnixEpoch());
  reader.join();
}

TEST(Holder, AnswersTheNewestVersionWhenTheDeadlinePasses) {
  Holder holder;
  holder.Set(Records().Active(TestId(2)).Build(5), absl::UnixEpoch());
  EXPECT_EQ(holder.WaitUntil(absl::Now() - absl::Seconds(1), kKnowsAna)->version(), 5);
  EXPECT_EQ(holder.WaitUntil(absl::Now() + absl::Milliseconds(5), kKnowsAna)->version(), 5);
}

TEST(Holder, AnswersAtOnceWhenAsManyWaitAsMay) {
  constexpr int kMost = 3;
  Holder holder(kMost);
  absl::BlockingCounter waiting(kMost);
  std::vector<std::thread> readers;
  for (int i = 0; i < kMost; ++i) {
    readers.emplace_back([&] {
      int asked = 0;
      const auto found = holder.WaitIfRoom(absl::InfiniteFuture(), [&](const Organization& organization) {
        if (++asked == 2) waiting.DecrementCount();  // the second time it has its place
        return kKnowsAna(organization);
      });
      EXPECT_TRUE(found->Knows(kAna));
    });
  }
  waiting.Wait();
  // Forever, were there room.
  EXPECT_FALSE(holder.WaitIfRoom(absl::InfiniteFuture(), kKnowsAna)->Knows(kAna));
  holder.Set(Records().Active(kAna).Build(), absl::UnixEpoch());
  EXPECT_TRUE(holder.WaitIfRoom(absl::InfiniteFuture(), kKnowsAna)->Knows(kAna));
  for (std::thread& reader : readers) reader.join();
  const auto knows_ben = [](const Organization& organization) { return organization.Knows(TestId(2)); };
  std::thread feed([&] { holder.Set(Records().Active(TestId(2)).Build(2), absl::UnixEpoch()); });
  EXPECT_TRUE(holder.WaitIfRoom(absl::InfiniteFuture(), knows_ben)->Knows(TestId(2)))
      << "places are free again";
  feed.join();
}

TEST(OrganizationMetrics, TellAgeVersionAndPeople) {
  Holder holder;
  const laurel::testing::FakeClock clock(absl::FromUnixSeconds(1000));
  metrics::Registry registry;
  const auto callbacks = AddMetrics(registry, holder, clock);
  EXPECT_NE(registry.Serialize().find("laurel_org_age_seconds +Inf"), std::string::npos)
      << registry.Serialize();
  holder.Set(Records().Active(kAna).Build(7), absl::FromUnixSeconds(990));
  const std::string text = registry.Serialize();
  EXPECT_NE(text.find("laurel_org_age_seconds 10"), std::string::npos) << text;
  EXPECT_NE(text.find("laurel_org_version 7"), std::string::npos) << text;
  EXPECT_NE(text.find("laurel_org_people 1"), std::string::npos) << text;
}

}  // namespace
}  // namespace laurel::org
