#include "common/service/org_version.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

#include "common/testing/status_matchers.h"

namespace laurel {
namespace {

using testing::IsOk;
using testing::StatusIs;

std::unique_ptr<rpc::Call> CallThatSaw(std::string version, absl::Duration deadline = absl::Milliseconds(1)) {
  auto call = std::make_unique<rpc::Call>();
  call->now = absl::Now();
  call->deadline = call->now + deadline;
  call->metadata.emplace_back(kOrgVersionKey, std::move(version));
  return call;
}

std::shared_ptr<const org::Organization> Version(std::int64_t version) {
  return org::Organization().With({}, version);
}

class OrgVersion : public ::testing::Test {
 protected:
  org::Holder holder_{1};
  const OrgVersionGate gate_{holder_};
};

TEST_F(OrgVersion, LetsCallsThroughThatNameNoneOrOneThatIsHere) {
  holder_.Set(Version(7), absl::Now());
  EXPECT_THAT(gate_.Await(*CallThatSaw("7")), IsOk());
  EXPECT_THAT(gate_.Await(*CallThatSaw("seven")), IsOk());
  EXPECT_THAT(gate_.Await(rpc::Call()), IsOk());
}

TEST_F(OrgVersion, IsAwaitedInsideTheDeadline) {
  holder_.Set(Version(7), absl::Now());
  EXPECT_THAT(gate_.Await(*CallThatSaw("8")), StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
  std::thread feed([this] { holder_.Set(Version(8), absl::Now()); });
  EXPECT_THAT(gate_.Await(*CallThatSaw("8", absl::Seconds(30))), IsOk());
  feed.join();
}

TEST_F(OrgVersion, IsAwaitedByAFewCallsOnly) {
  const org::Holder full(0);
  const OrgVersionGate closed(full);
  EXPECT_THAT(closed.Await(*CallThatSaw("9", absl::Seconds(30))),
              StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
}

}  // namespace
}  // namespace laurel
