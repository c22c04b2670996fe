#include "common/rpc/stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "common/rpc/testing/echo_service.h"
#include "common/rpc/testing/eventually.h"
#include "common/testing/status_matchers.h"

namespace laurel::rpc {
namespace {

using laurel::testing::CallAs;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using testing::EchoFixture;
using testing::EchoRequest;
using testing::EchoResponse;
using ::testing::ElementsAre;
using testing::Eventually;
using testing::InFlight;
using testing::Saying;

using Writer = std::shared_ptr<StreamWriter<EchoResponse>>;
using Conversation = BidiStream<EchoRequest, EchoResponse>;

std::shared_ptr<const EchoResponse> Message(std::string text) {
  auto message = std::make_shared<EchoResponse>();
  message->set_text(std::move(text));
  return message;
}

// Reads to the end.
std::vector<std::string> ReadAll(grpc::ClientReader<EchoResponse>& reader) {
  std::vector<std::string> texts;
  EchoResponse response;
  while (reader.Read(&response)) texts.push_back(response.text());
  return texts;
}

// Keeps the writer of the one stream that a test opens.
class Hub {
 public:
  explicit Hub(EchoFixture& fixture) {
    fixture.env.watch = [this](Call&, const EchoRequest&, Writer writer) {
      writer_ = std::move(writer);
      opened_.Notify();
      return absl::OkStatus();
    };
  }
  StreamWriter<EchoResponse>& WaitForWriter() {
    opened_.WaitForNotification();
    return *writer_;
  }

 private:
  Writer writer_;
  absl::Notification opened_;
};

TEST(ServerStream, DeliversWhatIsPushedAndThenItsEnd) {
  EchoFixture fixture;
  fixture.env.watch = [](Call&, const EchoRequest& request, Writer writer) {
    EXPECT_TRUE(writer->Push(Message(request.text())));
    EXPECT_TRUE(writer->Push(Message("b")));
    writer->Finish(absl::OkStatus());
    return absl::OkStatus();
  };
  const auto context = CallAs("ana");
  const auto reader = fixture.stub->Watch(context.get(), Saying(" a "));
  EXPECT_THAT(ReadAll(*reader), ElementsAre("a", "b"));
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_TRUE(Eventually([&] { return InFlight(fixture) == 0; }));
}

TEST(ServerStream, PassesTheSameStages) {
  EchoFixture fixture;
  fixture.env.watch = [](Call&, const EchoRequest&, Writer) -> absl::Status { throw 1; };
  const auto nobody = CallAs("bad");
  EXPECT_THAT(FromWire(fixture.stub->Watch(nobody.get(), Saying("x"))->Finish()),
              StatusIs(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED"));
  const auto ana = CallAs("ana");
  EXPECT_THAT(FromWire(fixture.stub->Watch(ana.get(), EchoRequest())->Finish()), ViolatesField("text"));
  EXPECT_EQ(fixture.env.runs, 0);
  const auto unlucky = CallAs("ana");
  EXPECT_THAT(FromWire(fixture.stub->Watch(unlucky.get(), Saying("x"))->Finish()),
              StatusIs(absl::StatusCode::kInternal, "INTERNAL"));
}

TEST(ServerStream, ASlowReaderIsEndedWithoutBlockingThePublisher) {
  EchoFixture::Options options;
  options.pipeline.stream_buffer = 4;
  EchoFixture fixture(options);
  Hub hub(fixture);
  const auto context = CallAs("ana");
  const auto reader = fixture.stub->Watch(context.get(), Saying("x"));
  auto& writer = hub.WaitForWriter();
  const auto large = Message(std::string(100'000, 'x'));
  while (writer.Push(large)) {  // until flow control stops gRPC, and then the buffer is full
  }
  EXPECT_FALSE(writer.closed());
  writer.Finish(absl::ResourceExhaustedError("read faster"));
  ReadAll(*reader);
  EXPECT_THAT(FromWire(reader->Finish()), StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_FALSE(writer.Push(large));
}

TEST(ServerStream, NoticesThatItsClientLeft) {
  EchoFixture fixture;
  Hub hub(fixture);
  const auto context = CallAs("ana");
  const auto reader = fixture.stub->Watch(context.get(), Saying("x"));
  auto& writer = hub.WaitForWriter();
  context->TryCancel();
  EXPECT_TRUE(Eventually([&] { return writer.closed(); }));
  EXPECT_FALSE(writer.Push(Message("x")));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST(ServerStream, EndsWhenStreamsAreClosedAndNoneOpensAfterwards) {
  EchoFixture fixture;
  Hub hub(fixture);
  const auto context = CallAs("ana");
  const auto reader = fixture.stub->Watch(context.get(), Saying("x"));
  hub.WaitForWriter();
  fixture.server.pipeline().CloseStreams();
  EXPECT_THAT(FromWire(reader->Finish()), StatusIs(absl::StatusCode::kUnavailable, "SHUTTING_DOWN"));
  const auto late = CallAs("ana");
  EXPECT_THAT(FromWire(fixture.stub->Watch(late.get(), Saying("x"))->Finish()),
              StatusIs(absl::StatusCode::kUnavailable, "SHUTTING_DOWN"));
}

// Answers each message with itself; a message that breaks the rules with its error.
absl::Status EchoEach(Call&, Conversation& stream) {
  EchoRequest request;
  while (true) {
    const absl::StatusOr<bool> more = stream.Read(&request);
    if (more.ok() && !*more) return absl::OkStatus();
    if (!more.ok() && more.status().code() != absl::StatusCode::kInvalidArgument) return more.status();
    EchoResponse response;
    response.set_text(more.ok() ? request.text() : "refused");
    if (absl::Status written = stream.Write(response); !written.ok()) return written;
  }
}

TEST(BidiStream, ReadsAndWritesManyMessagesInOrder) {
  EchoFixture fixture;
  fixture.env.converse = EchoEach;
  const auto context = CallAs("ana");
  const auto stream = fixture.stub->Converse(context.get());
  constexpr int kCount = 1000;
  std::jthread sender([&] {
    for (int i = 0; i < kCount; ++i) stream->Write(Saying(std::to_string(i)));
    stream->WritesDone();
  });
  EchoResponse response;
  for (int i = 0; i < kCount; ++i) {
    ASSERT_TRUE(stream->Read(&response));
    EXPECT_EQ(response.text(), std::to_string(i));
  }
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(FromWire(stream->Finish()), IsOk());
}

TEST(BidiStream, FieldRulesHoldForEachMessageAndTheStreamGoesOn) {
  EchoFixture fixture;
  fixture.env.converse = EchoEach;
  const auto context = CallAs("ana");
  const auto stream = fixture.stub->Converse(context.get());
  stream->Write(Saying(" "));
  stream->Write(Saying(" good "));
  stream->WritesDone();
  EchoResponse response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.text(), "refused");
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.text(), "good");
  EXPECT_TRUE(stream->Finish().ok());
}

TEST(BidiStream, CancellationWakesTheHandler) {
  EchoFixture fixture;
  absl::Notification reading, woken;
  absl::Status seen;
  fixture.env.converse = [&](Call& call, Conversation& stream) {
    reading.Notify();
    EchoRequest request;
    seen = stream.Read(&request).status();
    EXPECT_TRUE(call.cancelled);
    woken.Notify();
    return seen;
  };
  const auto context = CallAs("ana");
  const auto stream = fixture.stub->Converse(context.get());
  reading.WaitForNotification();
  context->TryCancel();
  woken.WaitForNotification();
  EXPECT_THAT(seen, StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST(BidiStream, ASilentClientIsEnded) {
  EchoFixture::Options options;
  options.pipeline.stream_silence = absl::Milliseconds(20);
  EchoFixture fixture(options);
  fixture.env.converse = EchoEach;
  const auto context = CallAs("ana");
  const auto stream = fixture.stub->Converse(context.get());
  EchoResponse response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(FromWire(stream->Finish()), StatusIs(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
}

TEST(BidiStream, AClientThatDoesNotReadIsEnded) {
  EchoFixture::Options options;
  options.pipeline.stream_silence = absl::Milliseconds(50);
  EchoFixture fixture(options);
  absl::Notification ended;
  fixture.env.converse = [&](Call&, Conversation& stream) {
    EchoResponse large;
    large.set_text(std::string(100'000, 'x'));
    absl::Status status;
    while (status.ok()) status = stream.Write(large);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kDeadlineExceeded));
    ended.Notify();
    return status;
  };
  const auto context = CallAs("ana");
  const auto stream = fixture.stub->Converse(context.get());
  ended.WaitForNotification();
  EXPECT_TRUE(Eventually([&] { return InFlight(fixture) == 0; }));
}

TEST(BidiStream, OnlySoManyRunAtOnce) {
  EchoFixture::Options options;
  options.pipeline.bidi_calls = 2;
  EchoFixture fixture(options);
  absl::BlockingCounter running(2);
  fixture.env.converse = [&](Call&, Conversation& stream) {
    running.DecrementCount();
    EchoRequest request;
    return stream.Read(&request).status();
  };
  const auto first_context = CallAs("ana"), second_context = CallAs("ana"), third_context = CallAs("ana");
  const auto first = fixture.stub->Converse(first_context.get());
  const auto second = fixture.stub->Converse(second_context.get());
  running.Wait();
  const auto third = fixture.stub->Converse(third_context.get());
  EXPECT_THAT(FromWire(third->Finish()), StatusIs(absl::StatusCode::kResourceExhausted, "OVERLOADED"));
  first->WritesDone();
  second->WritesDone();
  EXPECT_TRUE(first->Finish().ok());
  EXPECT_TRUE(second->Finish().ok());
}

}  // namespace
}  // namespace laurel::rpc
