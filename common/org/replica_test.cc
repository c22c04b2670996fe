#include "common/org/replica.h"

#include <gtest/gtest.h>

#include "common/org/testing/records.h"
#include "common/testing/fake_clock.h"

namespace laurel::org {
namespace {

using testing::Records;
using testing::TestId;
namespace v1 = directory::v1;

v1::WatchOrganizationResponse Part(Records records) {
  v1::WatchOrganizationResponse message;
  *message.mutable_snapshot() = records.records();
  return message;
}

v1::WatchOrganizationResponse Change(Records records, int version) {
  v1::WatchOrganizationResponse message;
  *message.mutable_change() = records.records();
  message.set_version(version);
  message.set_resume_token("after " + std::to_string(version));
  return message;
}

v1::WatchOrganizationResponse Bookmark(int version) {
  v1::WatchOrganizationResponse message;
  message.mutable_bookmark();
  message.set_version(version);
  message.set_resume_token("after " + std::to_string(version));
  return message;
}

class ReplicaTest : public ::testing::Test {
 protected:
  void Receive(const std::vector<v1::WatchOrganizationResponse>& messages) {
    for (const auto& message : messages) EXPECT_TRUE(replica_.Add(message).ok());
    replica_.Apply();
  }

  laurel::testing::FakeClock clock_;
  Holder holder_;
  Replica replica_{holder_, clock_};
};

TEST_F(ReplicaTest, ShowsASnapshotOnceItIsComplete) {
  replica_.BeginStream();
  Receive({Part(Records().Active(TestId(1)))});
  Receive({Part(Records().Active(TestId(2)))});
  EXPECT_EQ(holder_.FreshAt(), absl::InfinitePast());
  EXPECT_EQ(replica_.resume_token(), "");
  Receive({Bookmark(4)});
  EXPECT_EQ(holder_.FreshAt(), clock_.Now());
  EXPECT_EQ(holder_.Current()->people_count(), 2U);
  EXPECT_EQ(holder_.Current()->version(), 4);
  EXPECT_EQ(replica_.resume_token(), "after 4");
}

TEST_F(ReplicaTest, TakesABookmarkAloneForAnEmptyOrganisation) {
  replica_.BeginStream();
  Receive({Bookmark(0)});
  EXPECT_EQ(holder_.FreshAt(), clock_.Now());
  EXPECT_EQ(replica_.resume_token(), "after 0");
}

TEST_F(ReplicaTest, AppliesQueuedChangesAsOneVersion) {
  replica_.BeginStream();
  Receive({Part(Records().Active(TestId(1))), Bookmark(1)});
  ASSERT_TRUE(replica_.Add(Change(Records().Active(TestId(2)), 2)).ok());
  ASSERT_TRUE(replica_.Add(Change(Records().Active(TestId(3)), 3)).ok());
  EXPECT_EQ(holder_.Current()->version(), 1);
  replica_.Apply();
  EXPECT_EQ(holder_.Current()->version(), 3);
  EXPECT_EQ(holder_.Current()->people_count(), 3U);
  EXPECT_EQ(replica_.resume_token(), "after 3");
}

TEST_F(ReplicaTest, IsFreshAfterABookmarkAndKeepsTheVersionItself) {
  replica_.BeginStream();
  Receive({Part(Records().Active(TestId(1))), Bookmark(1)});
  const auto before = holder_.Current();
  clock_.Advance(absl::Seconds(5));
  Receive({Bookmark(1)});
  EXPECT_EQ(holder_.FreshAt(), clock_.Now());
  EXPECT_EQ(holder_.Current(), before);
}

TEST_F(ReplicaTest, IsNoFresherForASilentStream) {
  replica_.BeginStream();
  Receive({Part(Records().Active(TestId(1))), Bookmark(1)});
  const absl::Time fresh_at = holder_.FreshAt();
  clock_.Advance(absl::Seconds(5));
  replica_.BeginStream();
  replica_.Apply();
  EXPECT_EQ(holder_.FreshAt(), fresh_at);
}

TEST_F(ReplicaTest, ForgetsASnapshotThatBrokeOff) {
  replica_.BeginStream();
  Receive({Part(Records().Active(TestId(1)))});
  replica_.BeginStream();
  Receive({Part(Records().Active(TestId(2))), Bookmark(2)});
  EXPECT_FALSE(holder_.Current()->Knows(TestId(1)));
  EXPECT_TRUE(holder_.Current()->Knows(TestId(2)));
}

TEST_F(ReplicaTest, StartsAnewWhenAResumedStreamBringsASnapshot) {
  replica_.BeginStream();
  Receive({Part(Records().Active(TestId(1))), Bookmark(1)});
  replica_.BeginStream();
  Receive({Part(Records().Active(TestId(2)))});
  EXPECT_TRUE(holder_.Current()->Knows(TestId(1))) << "until the new one is complete";
  Receive({Bookmark(9)});
  EXPECT_FALSE(holder_.Current()->Knows(TestId(1)));
  EXPECT_TRUE(holder_.Current()->Knows(TestId(2)));
  Receive({Change(Records().Active(TestId(3)), 10)});
  EXPECT_EQ(holder_.Current()->people_count(), 2U);
}

TEST_F(ReplicaTest, StartsAnewWhenAChangeIsMissing) {
  replica_.BeginStream();
  Receive({Part(Records().Active(TestId(1))), Bookmark(1)});
  ASSERT_TRUE(replica_.Add(Change(Records().Active(TestId(2)), 2)).ok());
  EXPECT_EQ(replica_.Add(Change(Records().Active(TestId(4)), 4)).code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(holder_.Current()->version(), 2) << "what came before it is good";
  EXPECT_FALSE(holder_.Current()->Knows(TestId(4)));
  replica_.Apply();
  EXPECT_EQ(replica_.resume_token(), "");
  replica_.BeginStream();
  Receive({Part(Records().Active(TestId(4))), Bookmark(4)});
  EXPECT_EQ(holder_.Current()->version(), 4);
}

TEST_F(ReplicaTest, PassesOverAChangeThatItHas) {
  replica_.BeginStream();
  Receive({Part(Records().Active(TestId(1))), Bookmark(5)});
  Receive({Change(Records().Active(TestId(2)), 5)});
  EXPECT_EQ(holder_.Current()->people_count(), 1U);
  EXPECT_EQ(holder_.Current()->version(), 5);
}

TEST_F(ReplicaTest, ContinuesAfterAResume) {
  replica_.BeginStream();
  Receive({Part(Records().Active(TestId(1))), Bookmark(1)});
  replica_.BeginStream();
  Receive({Change(Records().Active(TestId(2)), 2)});
  EXPECT_EQ(holder_.Current()->people_count(), 2U);
}

}  // namespace
}  // namespace laurel::org
