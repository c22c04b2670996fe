#include "common/rpc/stages/stream_core.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "common/rpc/stream.h"
#include "common/testing/status_matchers.h"
#include "google/protobuf/wrappers.pb.h"

namespace laurel::rpc {
namespace {

using google::protobuf::StringValue;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;

struct FakeTransport final : StreamTransport {
  void WriteFrom(const google::protobuf::Message& message) override {
    written.push_back(static_cast<const StringValue&>(message).value());
  }
  void EndStream(const absl::Status& status) override { ended = status; }
  void Abort() override {}

  std::vector<std::string> written;
  std::optional<absl::Status> ended;
};

std::shared_ptr<const StringValue> Text(std::string text) {
  auto message = std::make_shared<StringValue>();
  message->set_value(std::move(text));
  return message;
}

class StreamCoreTest : public ::testing::Test {
 protected:
  FakeTransport transport_;
  std::shared_ptr<StreamWriter<StringValue>> writer_ =
      std::make_shared<StreamWriter<StringValue>>(transport_, 2);
};

TEST_F(StreamCoreTest, WritesOneAtATimeInOrder) {
  writer_->Opened(absl::OkStatus());
  EXPECT_TRUE(writer_->Push(Text("a")));
  EXPECT_TRUE(writer_->Push(Text("b")));
  EXPECT_EQ(transport_.written, std::vector<std::string>({"a"}));
  writer_->WriteDone(true);
  EXPECT_EQ(transport_.written, std::vector<std::string>({"a", "b"}));
}

TEST_F(StreamCoreTest, CountsWhatWaitsUntilItIsWritten) {
  EXPECT_EQ(writer_->queued(), 0U);
  writer_->Push(Text("a"));
  writer_->Push(Text("b"));
  EXPECT_EQ(writer_->queued(), 2U);
  writer_->WriteDone(true);
  EXPECT_EQ(writer_->queued(), 1U);
  writer_->WriteDone(true);
  EXPECT_EQ(writer_->queued(), 0U);
}

TEST_F(StreamCoreTest, RefusesWhatDoesNotFit) {
  EXPECT_TRUE(writer_->Push(Text("a")));
  EXPECT_TRUE(writer_->Push(Text("b")));
  EXPECT_FALSE(writer_->Push(Text("c")));
  EXPECT_FALSE(writer_->closed());
}

TEST_F(StreamCoreTest, FinishedWellItWritesEverythingFirst) {
  writer_->Opened(absl::OkStatus());
  writer_->Push(Text("a"));
  writer_->Push(Text("b"));
  writer_->Finish(absl::OkStatus());
  EXPECT_FALSE(transport_.ended.has_value());
  EXPECT_FALSE(writer_->Push(Text("c")));
  writer_->WriteDone(true);
  writer_->WriteDone(true);
  ASSERT_TRUE(transport_.ended.has_value());
  EXPECT_THAT(*transport_.ended, IsOk());
}

TEST_F(StreamCoreTest, FinishedWithAnErrorItDropsWhatWaits) {
  writer_->Opened(absl::OkStatus());
  writer_->Push(Text("a"));
  writer_->Push(Text("b"));
  writer_->Finish(absl::ResourceExhaustedError("slow"));
  ASSERT_TRUE(transport_.ended.has_value());
  EXPECT_THAT(*transport_.ended, StatusIs(absl::StatusCode::kResourceExhausted));
  writer_->WriteDone(true);  // the one that was being written
  EXPECT_EQ(transport_.written, std::vector<std::string>({"a"}));
  writer_->TransportDone();
  EXPECT_FALSE(writer_->Push(Text("c")));
}

TEST_F(StreamCoreTest, EndsOnlyAfterTheHandlerHasReturned) {
  writer_->Cancelled();
  EXPECT_TRUE(writer_->closed());
  EXPECT_FALSE(transport_.ended.has_value());
  writer_->Opened(absl::OkStatus());
  ASSERT_TRUE(transport_.ended.has_value());
  EXPECT_THAT(*transport_.ended, StatusIs(absl::StatusCode::kCancelled));
}

TEST_F(StreamCoreTest, TheHandlersErrorEndsIt) {
  writer_->Opened(absl::NotFoundError("nothing"));
  ASSERT_TRUE(transport_.ended.has_value());
  EXPECT_THAT(*transport_.ended, StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(StreamCoreTest, AFailedWriteClosesIt) {
  writer_->Opened(absl::OkStatus());
  writer_->Push(Text("a"));
  writer_->Push(Text("b"));
  writer_->WriteDone(false);
  EXPECT_TRUE(writer_->closed());
  ASSERT_TRUE(transport_.ended.has_value());
  EXPECT_THAT(*transport_.ended, StatusIs(absl::StatusCode::kCancelled));
}

}  // namespace
}  // namespace laurel::rpc
