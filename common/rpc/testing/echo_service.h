// EchoService behind a pipeline, with handlers that each test sets.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/synchronization/notification.h"
#include "common/rpc/channel.h"
#include "common/rpc/routes.h"
#include "common/rpc/testing/echo.grpc.pb.h"
#include "common/testing/test_server.h"
#include "grpcpp/support/status.h"

namespace laurel::rpc::testing {

struct EchoEnv {
  std::function<absl::StatusOr<EchoResponse>(Call&, const EchoRequest&)> echo =
      [](Call&, const EchoRequest& request) {
        EchoResponse response;
        response.set_text(request.text());
        return response;
      };
  std::function<absl::Status(Call&, const EchoRequest&, std::shared_ptr<StreamWriter<EchoResponse>>)> watch;
  std::function<absl::Status(Call&, BidiStream<EchoRequest, EchoResponse>&)> converse;
  std::atomic<int> runs{0};
};

class EchoServiceImpl final : public EchoService::CallbackService {
 public:
  EchoServiceImpl(Pipeline& pipeline, EchoEnv& env)
      : routes_(pipeline, EchoService::service_full_name(), env) {}
  grpc::ServerUnaryReactor* Echo(Context* c, const EchoRequest* q, EchoResponse* a) override;
  grpc::ServerUnaryReactor* Administer(Context* c, const EchoRequest* q, EchoResponse* a) override;
  grpc::ServerWriteReactor<EchoResponse>* Watch(Context* c, const EchoRequest* q) override;
  grpc::ServerBidiReactor<EchoRequest, EchoResponse>* Converse(Context* c) override;

 private:
  Routes<EchoEnv> routes_;
};

// A server, its service and a stub.
class EchoFixture {
 public:
  using Options = laurel::testing::TestServer::Options;
  explicit EchoFixture(const Options& options = {});

  // By the bearer of `token`.
  absl::StatusOr<EchoResponse> Echo(const EchoRequest& request, std::string_view token = "ana");

  EchoEnv env;
  laurel::testing::TestServer server;
  std::unique_ptr<EchoService::Stub> stub;
};

EchoRequest Saying(std::string_view text, std::string_view request_id = "");

// The value of a series in the registry's text, e.g. `laurel_admission_in_flight`; -1 when it is not there.
double MetricOf(EchoFixture& fixture, std::string_view series);
// Calls between arrival and answer.
double InFlight(EchoFixture& fixture);

}  // namespace laurel::rpc::testing
