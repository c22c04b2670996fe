#include "common/rpc/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <future>

#include "common/rpc/testing/echo_service.h"
#include "common/rpc/testing/eventually.h"
#include "common/rpc/testing/health.grpc.pb.h"
#include "common/rpc/testing/incomplete.grpc.pb.h"
#include "common/testing/status_matchers.h"
#include "fmt/format.h"

namespace laurel::rpc {
namespace {

using grpc::health::v1::HealthCheckResponse;
using laurel::testing::CallAs;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using testing::EchoFixture;
using testing::EchoRequest;
using testing::EchoResponse;
using testing::Eventually;
using ::testing::HasSubstr;
using testing::InFlight;
using testing::Saying;

std::string MessageOf(const absl::Status& status) { return std::string(status.message()); }

HealthCheckResponse::ServingStatus HealthOf(EchoFixture& fixture) {
  const auto stub = grpc::health::v1::Health::NewStub(fixture.server.channel());
  grpc::ClientContext context;
  HealthCheckResponse response;
  stub->Check(&context, {}, &response);
  return response.status();
}

TEST(Server, SaysInHealthWhetherItServesWithoutAToken) {
  EchoFixture fixture;
  EXPECT_EQ(HealthOf(fixture), HealthCheckResponse::SERVING);
  fixture.server.server().SetServing(false);
  EXPECT_EQ(HealthOf(fixture), HealthCheckResponse::NOT_SERVING);
}

TEST(Server, SaysWhenItsPortIsTaken) {
  EchoFixture first;
  ServerOptions options;
  options.address = fmt::format("127.0.0.1:{}", first.server.server().port());
  const auto second = Server::Start(options, first.server.pipeline(), {});
  EXPECT_THAT(second, StatusIs(absl::StatusCode::kFailedPrecondition, "ADDRESS_TAKEN"));
  EXPECT_THAT(MessageOf(second.status()), HasSubstr(options.address));
}

class IncompleteServiceImpl final : public testing::IncompleteService::CallbackService {
 public:
  explicit IncompleteServiceImpl(Pipeline& pipeline)
      : routes_(pipeline, testing::IncompleteService::service_full_name(), env_) {}

 private:
  struct Env {
  } env_;
  Routes<Env> routes_;
};

TEST(Server, RefusesAServiceWithAMethodWithoutPolicyOrWithInconsistentRules) {
  EchoFixture fixture;
  IncompleteServiceImpl service(fixture.server.pipeline());
  const auto server = Server::Start({}, fixture.server.pipeline(), {&service});
  EXPECT_THAT(server, StatusIs(absl::StatusCode::kFailedPrecondition, "SERVICE_DECLARATION"));
  EXPECT_THAT(MessageOf(server.status()), HasSubstr("IncompleteService.Forgotten has no policy"));
  EXPECT_THAT(MessageOf(server.status()), HasSubstr("IncompleteService.Inconsistent: "));
}

TEST(Server, RefusesPlaintextBeyondThisMachineUnlessAskedByName) {
  EchoFixture fixture;
  ServerOptions options;
  options.address = "0.0.0.0:0";
  EXPECT_THAT(Server::Start(options, fixture.server.pipeline(), {}),
              StatusIs(absl::StatusCode::kInvalidArgument));
  options.tls.plaintext = true;
  EXPECT_THAT(Server::Start(options, fixture.server.pipeline(), {}), IsOk());
}

TEST(Server, RefusesRequestsOverOneMebibyte) {
  EchoFixture fixture;
  EXPECT_THAT(fixture.Echo(Saying(std::string(1024 * 1024 + 1, 'x'))),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(fixture.env.runs, 0);
}

TEST(Server, DrainingFinishesWhatRunsAndRefusesWhatWaits) {
  EchoFixture::Options options;
  options.pipeline.workers = 1;
  options.server.drain_deadline = absl::Seconds(2);
  EchoFixture fixture(options);
  absl::Notification entered, open;
  fixture.env.echo = [&](Call&, const EchoRequest&) {
    entered.Notify();
    open.WaitForNotification();
    return EchoResponse();
  };
  const auto call = [&] { return fixture.Echo(Saying("x")); };
  auto running = std::async(std::launch::async, call);
  entered.WaitForNotification();
  auto waiting = std::async(std::launch::async, call);
  ASSERT_TRUE(Eventually([&] { return InFlight(fixture) == 2; }));
  auto drained = std::async(std::launch::async, [&] { fixture.server.server().Drain(); });
  EXPECT_THAT(waiting.get(), StatusIs(absl::StatusCode::kUnavailable, "SHUTTING_DOWN"));
  open.Notify();
  drained.wait();
  EXPECT_EQ(fixture.env.runs, 1);
  EXPECT_EQ(InFlight(fixture), 0);
  (void)running.get();  // OK, unless the machine was too slow for the rest of the two seconds
  EXPECT_THAT(call(), StatusIs(absl::StatusCode::kUnavailable));
}

// Certificates made by the openssl command, in a directory of the test.
class Certificates {
 public:
  Certificates() {
    const std::string authority = fmt::format(
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout {0}/ca.key -out "
        "{0}/ca.pem",
        directory_);
    made_ = Run(authority) && Sign("server") && Sign("client");
  }
  bool made() const { return made_; }
  std::string File(std::string_view name) const { return fmt::format("{}/{}", directory_, name); }

 private:
  static bool Run(const std::string& command) {
    return std::system(("{ " + command + "; } >/dev/null 2>&1").c_str()) == 0;
  }
  bool Sign(std::string_view name) const {
    return Run(fmt::format(
        "openssl req -newkey rsa:2048 -nodes -subj /CN={1} -keyout {0}/{1}.key -out {0}/{1}.csr && "
        "echo subjectAltName=DNS:localhost > {0}/{1}.ext && "
        "openssl x509 -req -in {0}/{1}.csr -CA {0}/ca.pem -CAkey {0}/ca.key -CAcreateserial -days 2 "
        "-extfile {0}/{1}.ext -out {0}/{1}.pem",
        directory_, name));
  }

  const std::string directory_ = [] {
    std::string name = ::testing::TempDir() + "laurel_tls_XXXXXX";
    return std::string(mkdtemp(name.data()));
  }();
  bool made_ = false;
};

TEST(Server, MutualTlsAdmitsOnlyClientsWithACertificate) {
  const Certificates certificates;
  if (!certificates.made()) GTEST_SKIP() << "no openssl command";
  EchoFixture fixture;  // for its pipeline and handlers
  testing::EchoServiceImpl service(fixture.server.pipeline(), fixture.env);
  ServerOptions options;
  options.address = "localhost:0";
  options.tls = {.certificate = certificates.File("server.pem"),
                 .key = certificates.File("server.key"),
                 .authorities = certificates.File("ca.pem")};
  const auto server = Server::Start(options, fixture.server.pipeline(), {&service});
  ASSERT_THAT(server, IsOk());
  const auto call = [&](const TlsFiles& tls) {
    const auto channel =
        MakeChannel(fmt::format("localhost:{}", (*server)->port()), {.tls = tls, .retry = false});
    const auto context = CallAs("ana");
    EchoResponse response;
    return FromWire(testing::EchoService::NewStub(*channel)->Echo(context.get(), Saying("x"), &response));
  };
  EXPECT_THAT(call({.certificate = certificates.File("client.pem"),
                    .key = certificates.File("client.key"),
                    .authorities = certificates.File("ca.pem")}),
              IsOk());
  EXPECT_THAT(call({.certificate = {}, .key = {}, .authorities = certificates.File("ca.pem")}),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(call({}), StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace laurel::rpc
