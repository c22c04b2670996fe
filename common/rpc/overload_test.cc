// What happens to calls that cannot run at once: shedding, dead calls, twins.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <vector>

#include "common/rpc/stages/engine.h"
#include "common/rpc/testing/echo_service.h"
#include "common/rpc/testing/eventually.h"
#include "common/status/error.h"
#include "common/testing/status_matchers.h"

namespace laurel::rpc {
namespace {

using laurel::testing::CallAs;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using testing::EchoFixture;
using testing::EchoRequest;
using testing::EchoResponse;
using testing::Eventually;
using testing::MetricOf;
using testing::Saying;

using Answer = absl::StatusOr<EchoResponse>;

constexpr char kRequestId[] = "7B3B7E0E-6E1E-4E8C-9F0B-0C7C0B1A2D3E";

EchoFixture::Options OneWorker() {
  EchoFixture::Options options;
  options.pipeline.workers = 1;
  options.pipeline.queue = 1;
  return options;
}

std::future<Answer> EchoAsync(EchoFixture& fixture, EchoRequest request) {
  return std::async(std::launch::async,
                    [&fixture, request = std::move(request)] { return fixture.Echo(request); });
}

// Handlers that wait for the test.
class Gate {
 public:
  void HoldHandlersOf(EchoFixture& fixture) {
    fixture.env.echo = [this](Call&, const EchoRequest& request) -> Answer {
      if (!entered_.HasBeenNotified()) entered_.Notify();
      open_.WaitForNotification();
      EchoResponse response;
      response.set_text(request.text());
      return response;
    };
  }
  void WaitUntilOneIsIn() { entered_.WaitForNotification(); }
  void Open() { open_.Notify(); }

 private:
  absl::Notification entered_;
  absl::Notification open_;
};

TEST(Overload, AFullQueueShedsAtOnceWithRetryInfo) {
  EchoFixture fixture(OneWorker());
  Gate gate;
  gate.HoldHandlersOf(fixture);
  auto running = EchoAsync(fixture, Saying("running"));
  gate.WaitUntilOneIsIn();
  auto one = EchoAsync(fixture, Saying("one"));
  auto other = EchoAsync(fixture, Saying("other"));
  std::future<Answer>* shed = nullptr;
  ASSERT_TRUE(Eventually([&] {
    for (auto* call : {&one, &other}) {
      if (call->wait_for(std::chrono::seconds(0)) == std::future_status::ready) shed = call;
    }
    return shed != nullptr;
  }));
  const Answer refused = shed->get();
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted, "OVERLOADED"));
  EXPECT_TRUE(RetryDelayOf(refused.status()).has_value());
  gate.Open();
  EXPECT_THAT((shed == &one ? other : one).get(), IsOk());
  EXPECT_THAT(running.get(), IsOk());
  EXPECT_EQ(MetricOf(fixture, R"(laurel_admission_rejected_total{reason="overloaded"})"), 1);
}

TEST(Overload, ACallWhoseDeadlinePassedInTheQueueMakesRoomAndNeverRuns) {
  EchoFixture fixture(OneWorker());
  Gate gate;
  gate.HoldHandlersOf(fixture);
  auto running = EchoAsync(fixture, Saying("running"));
  gate.WaitUntilOneIsIn();
  const auto hasty = CallAs("ana");
  hasty->set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(50));
  EchoResponse response;
  EXPECT_EQ(fixture.stub->Echo(hasty.get(), Saying("late"), &response).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  auto patient = std::async(std::launch::async, [&] {
    Answer answer = fixture.Echo(Saying("patient"));
    while (ReasonOf(answer.status()) == "OVERLOADED") answer = fixture.Echo(Saying("patient"));
    return answer;
  });
  EXPECT_TRUE(Eventually(
      [&] { return MetricOf(fixture, R"(laurel_admission_rejected_total{reason="abandoned"})") == 1; }));
  gate.Open();
  EXPECT_THAT(running.get(), IsOk());
  EXPECT_THAT(patient.get(), IsOk());
  EXPECT_EQ(fixture.env.runs, 2);
}

TEST(SingleFlightOfCalls, AHundredTwinsRunOnceAndGetOneAnswer) {
  EchoFixture fixture;
  Gate gate;
  gate.HoldHandlersOf(fixture);
  std::vector<std::future<Answer>> twins;
  for (int i = 0; i < 100; ++i) twins.push_back(EchoAsync(fixture, Saying("once", kRequestId)));
  EXPECT_TRUE(Eventually([&] { return fixture.server.pipeline().engine().flights.waiting() == 99; }));
  gate.Open();
  for (auto& twin : twins) {
    const Answer answer = twin.get();
    ASSERT_THAT(answer, IsOk());
    EXPECT_EQ(answer->text(), "once");
  }
  EXPECT_EQ(fixture.env.runs, 1);
}

TEST(SingleFlightOfCalls, AnotherBodyIsRefusedAtOnceAndAnotherCallerIsNoTwin) {
  EchoFixture fixture;
  Gate gate;
  gate.HoldHandlersOf(fixture);
  auto leader = EchoAsync(fixture, Saying("one", kRequestId));
  gate.WaitUntilOneIsIn();
  EXPECT_THAT(fixture.Echo(Saying("two", kRequestId)),
              StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  auto stranger =
      std::async(std::launch::async, [&] { return fixture.Echo(Saying("two", kRequestId), "ben"); });
  EXPECT_TRUE(Eventually([&] { return fixture.env.runs == 2; }));
  gate.Open();
  EXPECT_THAT(leader.get(), IsOk());
  EXPECT_THAT(stranger.get(), IsOk());
}

TEST(SingleFlightOfCalls, TwinsShareAnError) {
  EchoFixture fixture;
  absl::Notification open;
  fixture.env.echo = [&](Call&, const EchoRequest&) -> Answer {
    open.WaitForNotification();
    return Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", "no");
  };
  auto one = EchoAsync(fixture, Saying("x", kRequestId));
  auto other = EchoAsync(fixture, Saying("x", kRequestId));
  EXPECT_TRUE(Eventually([&] { return fixture.server.pipeline().engine().flights.waiting() == 1; }));
  open.Notify();
  EXPECT_THAT(one.get(), StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_THAT(other.get(), StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_EQ(fixture.env.runs, 1);
}

TEST(SingleFlightOfCalls, ATwinRunsItselfWhenItsLeaderLeft) {
  EchoFixture fixture;
  absl::Notification leader_runs;
  fixture.env.echo = [&](Call& call, const EchoRequest& request) -> Answer {
    if (fixture.env.runs == 1) {
      leader_runs.Notify();
      EXPECT_TRUE(Eventually([&] { return call.cancelled.load(); }));
      return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", "too late");
    }
    EchoResponse response;
    response.set_text(request.text());
    return response;
  };
  const auto context = CallAs("ana");
  auto leader = std::async(std::launch::async, [&] {
    EchoResponse response;
    return fixture.stub->Echo(context.get(), Saying("x", kRequestId), &response);
  });
  leader_runs.WaitForNotification();
  auto twin = EchoAsync(fixture, Saying("x", kRequestId));
  EXPECT_TRUE(Eventually([&] { return fixture.server.pipeline().engine().flights.waiting() == 1; }));
  context->TryCancel();
  EXPECT_EQ(leader.get().error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_THAT(twin.get(), IsOk());
  EXPECT_EQ(fixture.env.runs, 2);
}

}  // namespace
}  // namespace laurel::rpc
