// Callers that cancel, hurry, repeat themselves and leave, against handlers that are slow or throw: every
// call ends once, and nothing stays behind. Of most use under the sanitizers.
#include <gtest/gtest.h>

#include <random>
#include <stdexcept>
#include <thread>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "common/rpc/testing/echo_service.h"
#include "common/rpc/testing/eventually.h"

namespace laurel::rpc {
namespace {

using laurel::testing::CallAs;
using testing::EchoFixture;
using testing::EchoRequest;
using testing::EchoResponse;
using testing::Eventually;
using testing::InFlight;
using testing::Saying;

using Random = std::minstd_rand;

constexpr const char* kRequestIds[] = {"", "7b3b7e0e-6e1e-4e8c-9f0b-0c7c0b1a2d3e",
                                       "7b3b7e0e-6e1e-4e8c-9f0b-0c7c0b1a2d3f"};

// A context that may have little time.
std::unique_ptr<grpc::ClientContext> Hurried(Random& random) {
  auto context = CallAs(random() % 20 == 0 ? "bad" : "ana");
  if (random() % 3 == 0) {
    context->set_deadline(std::chrono::system_clock::now() + std::chrono::microseconds(random() % 5000));
  }
  return context;
}

// One unary call in flight with a second thread of control: gRPC answers it on its own.
void CallAndMaybeCancel(EchoFixture& fixture, Random& random) {
  const auto context = Hurried(random);
  const EchoRequest request = Saying(random() % 10 == 0 ? "other" : "text", kRequestIds[random() % 3]);
  EchoResponse response;
  absl::Notification done;
  fixture.stub->async()->Echo(context.get(), &request, &response,
                              [&](const grpc::Status&) { done.Notify(); });
  if (random() % 3 == 0) context->TryCancel();
  done.WaitForNotification();
}

void WatchAndLeave(EchoFixture& fixture, Random& random) {
  const auto context = Hurried(random);
  const auto reader = fixture.stub->Watch(context.get(), Saying("text"));
  EchoResponse response;
  for (auto i = random() % 5; i > 0 && reader->Read(&response); --i) {
  }
  context->TryCancel();
  reader->Finish();
}

void ConverseAndLeave(EchoFixture& fixture, Random& random) {
  const auto context = Hurried(random);
  const auto stream = fixture.stub->Converse(context.get());
  for (auto i = random() % 5; i > 0 && stream->Write(Saying("text")); --i) {
  }
  if (random() % 2 == 0) {
    context->TryCancel();
  } else {
    stream->WritesDone();
    EchoResponse response;
    while (stream->Read(&response)) {  // a status is heard only behind the messages
    }
  }
  stream->Finish();
}

void SetHandlers(EchoFixture& fixture) {
  fixture.env.echo = [&runs = fixture.env.runs](Call&, const EchoRequest&) -> absl::StatusOr<EchoResponse> {
    if (runs % 7 == 0) throw std::runtime_error("chaos");
    if (runs % 3 == 0) std::this_thread::yield();
    return EchoResponse();
  };
  fixture.env.watch = [](Call&, const EchoRequest&, std::shared_ptr<StreamWriter<EchoResponse>> writer) {
    for (int i = 0; i < 8; ++i) writer->Push(std::make_shared<EchoResponse>());
    if (writer->closed()) writer->Finish(absl::OkStatus());
    return absl::OkStatus();
  };
  fixture.env.converse = [](Call&, BidiStream<EchoRequest, EchoResponse>& stream) -> absl::Status {
    EchoRequest request;
    for (auto more = stream.Read(&request); more.ok() && *more; more = stream.Read(&request)) {
      if (!stream.Write(EchoResponse()).ok()) break;
    }
    return absl::OkStatus();
  };
}

TEST(Chaos, EveryCallEndsAndNothingStaysBehind) {
  EchoFixture::Options options;
  options.pipeline.queue = 4;
  options.pipeline.workers = 2;
  options.pipeline.rate = 0;
  options.pipeline.stream_buffer = 4;
  EchoFixture fixture(options);
  SetHandlers(fixture);
  std::vector<std::jthread> clients;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    clients.emplace_back([&fixture, random = Random(seed)]() mutable {
      for (int i = 0; i < 150; ++i) {
        switch (random() % 8) {
          case 0:
            WatchAndLeave(fixture, random);
            break;
          case 1:
            ConverseAndLeave(fixture, random);
            break;
          default:
            CallAndMaybeCancel(fixture, random);
        }
      }
    });
  }
  clients.clear();
  EXPECT_TRUE(Eventually([&] { return InFlight(fixture) == 0; }));
  const auto after = fixture.Echo(Saying("still there"));
  EXPECT_TRUE(after.ok() || after.status().code() == absl::StatusCode::kInternal);  // the handler may throw
}

}  // namespace
}  // namespace laurel::rpc
