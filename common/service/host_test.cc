#include "common/service/host.h"

#include <gtest/gtest.h>

#include <functional>

#include "common/rpc/testing/echo_service.h"
#include "common/testing/status_matchers.h"
#include "common/testing/token_issuer.h"
#include "fmt/format.h"

namespace laurel {
namespace {

using laurel::testing::CallAs;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;

// What a call without a good token gets: proof that somebody answers at the port.
absl::Status Call(int port) {
  const auto channel = rpc::MakeChannel(fmt::format("127.0.0.1:{}", port), {.tls = {}, .retry = false});
  const auto context = CallAs("bad");
  rpc::testing::EchoResponse response;
  return rpc::FromWire(rpc::testing::EchoService::NewStub(*channel)->Echo(
      context.get(), rpc::testing::Saying("x"), &response));
}

class EchoApplication final : public Application {
 public:
  EchoApplication(Host& host, std::function<void()> at_end)
      : service_(host.pipeline(), env_), at_end_(std::move(at_end)) {}
  ~EchoApplication() override { at_end_(); }
  std::vector<grpc::Service*> services() override { return {&service_}; }

 private:
  rpc::testing::EchoEnv env_;
  rpc::testing::EchoServiceImpl service_;
  const std::function<void()> at_end_;
};

class HostTest : public ::testing::Test {
 protected:
  HostTest() {
    config_.address = "127.0.0.1:0";
    config_.metrics_address = "127.0.0.1:0";
    config_.database_address = "unix:///nowhere/database.sock";
    config_.jwks_file = ::testing::TempDir() + "laurel_host_test_jwks.json";
    config_.issuer = issuer_.issuer();
    config_.audience = issuer_.audience();
    issuer_.WriteKeySet(config_.jwks_file);
  }
  std::unique_ptr<Host> Make() const {
    auto host = Host::Create(config_, {.component = "echo", .migrations = {}}, {});
    EXPECT_THAT(host, IsOk());
    return *std::move(host);
  }

  const laurel::testing::TokenIssuer issuer_;
  config::ServiceConfig config_;
};

TEST_F(HostTest, EndsItsServerBeforeTheApplication) {
  auto host = Make();
  int port = 0;
  bool ended = false;
  ASSERT_THAT(host->Listen(std::make_unique<EchoApplication>(
                  *host,
                  [&] {
                    EXPECT_THAT(Call(port), StatusIs(absl::StatusCode::kUnavailable));
                    ended = true;
                  })),
              IsOk());
  port = host->port();
  EXPECT_THAT(Call(port), StatusIs(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED"));
  host.reset();
  EXPECT_TRUE(ended);
}

TEST_F(HostTest, ServesNobodyWhenItsMetricsPortIsTaken) {
  metrics::Registry registry;
  const auto other = metrics::Listener::Start({}, registry, [] { return std::string(); });
  ASSERT_THAT(other, IsOk());
  config_.metrics_address = fmt::format("127.0.0.1:{}", (*other)->port());
  auto host = Make();
  bool ended = false;
  EXPECT_THAT(host->Listen(std::make_unique<EchoApplication>(*host, [&] { ended = true; })),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_FALSE(ended) << "the application lives as long as its host";
  host.reset();
  EXPECT_TRUE(ended);
}

}  // namespace
}  // namespace laurel
