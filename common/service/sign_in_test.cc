// Who may not sign in learns nothing from the answer: compared as it stands on the wire.
#include <gtest/gtest.h>

#include "common/org/resolver.h"
#include "common/org/testing/records.h"
#include "common/rpc/testing/echo_service.h"
#include "common/testing/fake_clock.h"

namespace laurel {
namespace {

using laurel::testing::CallAs;
using org::testing::Records;
using org::testing::TestId;
using rpc::testing::EchoFixture;
using rpc::testing::Saying;

grpc::Status EchoAs(EchoFixture& fixture, std::string_view token) {
  const auto context = CallAs(token);
  rpc::testing::EchoResponse response;
  return fixture.stub->Echo(context.get(), Saying("x"), &response);
}

TEST(SignIn, WhoHasLeftGetsByteForByteWhatABadTokenGets) {
  const laurel::testing::FakeClock clock;  // 2026-01-14
  org::Holder organization;
  organization.Set(Records()
                       .Active(TestId(1), "ana@example.com")
                       .Active(TestId(2), "ben@example.com")
                       .Status(TestId(2), absl::CivilDay(2026, 1, 1), directory::v1::PERSON_STATE_LEFT)
                       .Build(),
                   clock.Now());
  EchoFixture::Options options;
  options.clock = &clock;
  options.resolver = org::MakeResolver(organization, clock);
  EchoFixture fixture(options);
  ASSERT_TRUE(EchoAs(fixture, "ana@example.com").ok());
  const grpc::Status left = EchoAs(fixture, "ben@example.com");
  EXPECT_EQ(left.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_FALSE(left.error_details().empty());
  for (const std::string_view token : {"bad", ""}) {
    const grpc::Status bad = EchoAs(fixture, token);
    EXPECT_EQ(left.error_code(), bad.error_code());
    EXPECT_EQ(left.error_message(), bad.error_message());
    EXPECT_EQ(left.error_details(), bad.error_details());
  }
}

}  // namespace
}  // namespace laurel
