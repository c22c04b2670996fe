#include "clients/cli/connection/endpoint.h"

#include <fstream>

#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/connection/retry.h"
#include "clients/cli/connection/token.h"
#include "common/status/error.h"
#include "gmock/gmock.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

TEST(IsLoopback, IsThisMachineOnly) {
  for (const char* address :
       {"127.0.0.1:7401", "localhost:7401", "[::1]:7401", "127.8.8.8:1", "unix:/run/laurel.sock"}) {
    EXPECT_TRUE(IsLoopback(address)) << address;
  }
  for (const char* address :
       {"10.0.0.1:7401", "localhost.example.com:7401", "127.evil.example:7401", "[2001:db8::1]:7401", ""}) {
    EXPECT_FALSE(IsLoopback(address)) << address;
  }
}

TEST(Endpoint, DoesNotSendATokenInClearToAnotherMachine) {
  EndpointOptions options;
  options.service = "feedback";
  options.address = "laurel.example.com:7402";
  const auto endpoint = Endpoint::Open(options);
  ASSERT_FALSE(endpoint.ok());
  EXPECT_THAT(std::string(endpoint.status().message()), HasSubstr("--tls-ca"));
}

absl::StatusOr<Endpoint> Nowhere() {
  EndpointOptions options;
  options.service = "feedback";
  options.address = "unix:/nonexistent/laurel.sock";
  options.token = "t";
  return Endpoint::Open(options);
}

TEST(Endpoint, TriesAgainWhileTheServiceIsAway) {
  int attempts = 0;
  const absl::Status status = Nowhere()->Call([&](grpc::ClientContext&) {
    return ++attempts < 3 ? grpc::Status(grpc::StatusCode::UNAVAILABLE, "away") : grpc::Status::OK;
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(attempts, 3);
}

TEST(Endpoint, SaysWhichServiceCannotBeReached) {
  const absl::Status status = Nowhere()->Call(absl::Milliseconds(1), [](grpc::ClientContext&) {
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, "refused");
  });
  EXPECT_EQ(ReasonOf(status), kUnreachableReason);
  EXPECT_THAT(std::string(status.message()), HasSubstr("feedback at unix:/nonexistent/laurel.sock"));
}

TEST(Endpoint, DoesNotRepeatARefusal) {
  int attempts = 0;
  const absl::Status status = Nowhere()->Call([&](grpc::ClientContext&) {
    ++attempts;
    return grpc::Status(grpc::StatusCode::ABORTED, "stale");
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(attempts, 1);
}

TEST(Endpoint, TakesARequestThatIsTooLargeForAMistakeOfTheCaller) {
  const absl::Status status = Nowhere()->Call([&](grpc::ClientContext&) {
    return grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED,
                        "Received message larger than max (1048659 vs. 1048576)");
  });
  EXPECT_EQ(ReasonOf(status), kUsageReason);
  EXPECT_THAT(std::string(status.message()), HasSubstr("say less at once"));
}

TEST(FromGrpc, ReadsTheDetails) {
  const absl::Status sent = InvalidField("note.text", "is empty");
  const grpc::Status wire(grpc::StatusCode::INVALID_ARGUMENT, "x", ToProto(sent).SerializeAsString());
  EXPECT_EQ(BadRequestOf(FromGrpc(wire))->field_violations(0).field(), "note.text");
  EXPECT_EQ(FromGrpc(grpc::Status(grpc::StatusCode::INTERNAL, "x", "garbage")).message(), "x");
}

TEST(PauseBeforeRetry, HonoursRetryInfoAndTheTimeout) {
  const absl::Status overloaded =
      Error(absl::StatusCode::kResourceExhausted, "OVERLOADED", "busy").RetryAfter(absl::Seconds(1));
  EXPECT_EQ(PauseBeforeRetry(overloaded, 1, absl::Seconds(10), 0.5), absl::Milliseconds(1100));
  EXPECT_EQ(PauseBeforeRetry(overloaded, 1, absl::Seconds(1), 0.5), std::nullopt);
  EXPECT_EQ(PauseBeforeRetry(absl::ResourceExhaustedError("quota"), 1, absl::Seconds(10), 0.5), std::nullopt);
}

TEST(PauseBeforeRetry, GrowsAndGivesUp) {
  const absl::Status away = absl::UnavailableError("away");
  EXPECT_EQ(PauseBeforeRetry(away, 1, absl::Seconds(10), 0.5), absl::Milliseconds(100));
  EXPECT_EQ(PauseBeforeRetry(away, 3, absl::Seconds(10), 0.5), absl::Milliseconds(400));
  EXPECT_EQ(PauseBeforeRetry(away, kMostAttempts, absl::Seconds(10), 0.5), std::nullopt);
  EXPECT_EQ(PauseBeforeRetry(absl::AbortedError("stale"), 1, absl::Seconds(10), 0.5), std::nullopt);
}

TEST(FindToken, PrefersTheFlagThenTheVariable) {
  const std::string path = ::testing::TempDir() + "/laurel_cli_token";
  std::ofstream(path) << "from.a.file\n";
  EXPECT_EQ(*FindToken(path, "from.variable", ""), "from.a.file");
  EXPECT_EQ(*FindToken("", " from.variable ", path), "from.variable");
  EXPECT_EQ(*FindToken("", std::nullopt, path), "from.a.file");
}

TEST(FindToken, RefusesWhatIsNone) {
  for (const auto& token :
       {FindToken("", std::nullopt, ""), FindToken("/nonexistent", std::nullopt, ""),
        FindToken("", "", "/some/file"), FindToken("", "two words", ""), FindToken("", "a\nb", "")}) {
    EXPECT_EQ(ReasonOf(token.status()), kNoTokenReason);
  }
}

TEST(NewRequestId, IsARandomUuid) {
  EXPECT_THAT(NewRequestId(),
              MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  EXPECT_NE(NewRequestId(), NewRequestId());
}

}  // namespace
}  // namespace laurel::cli
