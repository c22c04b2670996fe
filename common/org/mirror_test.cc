// The mirror against a directory that does as it is told.
#include "common/org/mirror.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "absl/time/clock.h"
#include "common/org/testing/records.h"
#include "common/rpc/testing/scripted_stream.h"
#include "common/testing/fake_clock.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "laurel/directory/v1/directory_service.grpc.pb.h"

namespace laurel::org {
namespace {

using ::testing::ElementsAre;
using testing::Records;
using testing::TestId;
namespace v1 = directory::v1;
using Message = v1::WatchOrganizationResponse;

Message Part(Records records) {
  Message message;
  *message.mutable_snapshot() = records.records();
  return message;
}

Message Change(Records records, int version) {
  Message message;
  *message.mutable_change() = records.records();
  message.set_version(version);
  message.set_resume_token("after " + std::to_string(version));
  return message;
}

Message Bookmark(int version) {
  Message message;
  message.mutable_bookmark();
  message.set_version(version);
  message.set_resume_token("after " + std::to_string(version));
  return message;
}

using Stream = rpc::testing::ScriptedStream<Message>;
using Attempt = rpc::testing::ScriptedAttempts<Message>::Attempt;

class FakeDirectory final : public v1::DirectoryService::CallbackService,
                            public rpc::testing::ScriptedAttempts<Message> {
 public:
  grpc::ServerWriteReactor<Message>* WatchOrganization(grpc::CallbackServerContext* context,
                                                       const v1::WatchOrganizationRequest* request) override {
    return Open(*context, request->resume_token());
  }
};

class MirrorTest : public ::testing::Test {
 protected:
  MirrorTest() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&directory_);
    server_ = builder.BuildAndStart();
    channel_ = grpc::CreateChannel("127.0.0.1:" + std::to_string(port), grpc::InsecureChannelCredentials());
    options_.token_file = ::testing::TempDir() + "mirror_token_" + std::to_string(getpid());
    WriteToken("first");
  }
  ~MirrorTest() override {
    server_->Shutdown(std::chrono::system_clock::now());
    std::filesystem::remove(options_.token_file);
  }

  void WriteToken(const std::string& token) {
    std::ofstream(options_.token_file + ".new") << token << "\n";
    std::filesystem::rename(options_.token_file + ".new", options_.token_file);
  }
  std::shared_ptr<const Organization> WaitForVersion(std::int64_t version) {
    return holder_.WaitUntil(absl::Now() + absl::Seconds(30), [=](const Organization& organization) {
      return organization.version() >= version;
    });
  }

  laurel::testing::FakeClock clock_;
  Holder holder_;
  FakeDirectory directory_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  MirrorOptions options_;
};

TEST_F(MirrorTest, TakesASnapshotInPartsAndTheChangesAfterIt) {
  directory_.Script([](Stream& stream) {
    stream.Push({Part(Records().Active(TestId(1))),
                 Part(Records().Active(TestId(2)).Line(TestId(1), TestId(2))), Bookmark(5)});
  });
  const Mirror mirror(channel_, options_, holder_, clock_);
  const auto snapshot = WaitForVersion(5);
  EXPECT_EQ(snapshot->people_count(), 2U);
  EXPECT_THAT(snapshot->ChainOn(TestId(1), Records::kEarly), ElementsAre(TestId(2)));
  EXPECT_EQ(holder_.FreshAt(), clock_.Now());

  const Attempt attempt = directory_.WaitForAttempt(0);
  EXPECT_EQ(attempt.authorization, "Bearer first");
  EXPECT_EQ(attempt.resume_token, "");
  clock_.Advance(absl::Seconds(5));
  attempt.stream->Push({Change(Records().Active(TestId(3)), 6), Change(Records().Active(TestId(4)), 7)});
  EXPECT_EQ(WaitForVersion(7)->people_count(), 4U);
  EXPECT_EQ(holder_.FreshAt(), clock_.Now());
}

TEST_F(MirrorTest, IsFreshAfterABookmark) {
  directory_.Script([](Stream& stream) { stream.Push({Part(Records().Active(TestId(1))), Bookmark(5)}); });
  const Mirror mirror(channel_, options_, holder_, clock_);
  WaitForVersion(5);
  clock_.Advance(absl::Minutes(1));
  directory_.WaitForAttempt(0).stream->Push({Bookmark(6)});
  WaitForVersion(6);
  EXPECT_EQ(holder_.FreshAt(), clock_.Now());
}

TEST_F(MirrorTest, ResumesWhereItWasCutOff) {
  directory_.Script([](Stream& stream) {
    stream.Push({Part(Records().Active(TestId(1))), Bookmark(5), Change(Records().Active(TestId(2)), 6)});
    stream.End(grpc::Status(grpc::StatusCode::UNAVAILABLE, "draining"));
  });
  directory_.Script([](Stream& stream) { stream.Push({Change(Records().Active(TestId(3)), 7)}); });
  const Mirror mirror(channel_, options_, holder_, clock_);
  EXPECT_EQ(WaitForVersion(7)->people_count(), 3U);
  EXPECT_EQ(directory_.WaitForAttempt(1).resume_token, "after 6");
}

TEST_F(MirrorTest, StartsAgainWhenASnapshotBreaksOff) {
  directory_.Script([](Stream& stream) {
    stream.Push({Part(Records().Active(TestId(1)))});
    stream.End(grpc::Status(grpc::StatusCode::UNAVAILABLE, "draining"));
  });
  directory_.Script([](Stream& stream) { stream.Push({Part(Records().Active(TestId(2))), Bookmark(5)}); });
  const Mirror mirror(channel_, options_, holder_, clock_);
  const auto organization = WaitForVersion(5);
  EXPECT_FALSE(organization->Knows(TestId(1)));
  EXPECT_TRUE(organization->Knows(TestId(2)));
  EXPECT_EQ(directory_.WaitForAttempt(1).resume_token, "");
}

TEST_F(MirrorTest, TriesAgainWithANewTokenWhenTheFormerIsRefused) {
  directory_.Script(
      [](Stream& stream) { stream.End(grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "sign in again")); });
  directory_.Script([this](Stream& stream) {
    WriteToken("second");
    stream.End(grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "sign in again"));
  });
  directory_.Script([](Stream& stream) { stream.Push({Part(Records().Active(TestId(1))), Bookmark(5)}); });
  const Mirror mirror(channel_, options_, holder_, clock_);
  EXPECT_TRUE(WaitForVersion(5)->Knows(TestId(1)));
  EXPECT_EQ(directory_.WaitForAttempt(1).authorization, "Bearer first");
  EXPECT_EQ(directory_.WaitForAttempt(2).authorization, "Bearer second");
}

TEST_F(MirrorTest, GivesUpASilentStream) {
  options_.silence = absl::Milliseconds(50);
  directory_.Script([](Stream& stream) { stream.Push({Part(Records().Active(TestId(1))), Bookmark(5)}); });
  const Mirror mirror(channel_, options_, holder_, clock_);
  EXPECT_EQ(directory_.WaitForAttempt(1).resume_token, "after 5");
  EXPECT_TRUE(holder_.Current()->Knows(TestId(1)));
}

TEST_F(MirrorTest, StopsWhileItWaitsForAnUnreachableDirectory) {
  options_.first_backoff = options_.last_backoff = absl::Hours(1);
  const auto nowhere = grpc::CreateChannel("unix:/nonexistent/laurel", grpc::InsecureChannelCredentials());
  const Mirror mirror(nowhere, options_, holder_, clock_);
  EXPECT_EQ(holder_.FreshAt(), absl::InfinitePast());
}

TEST_F(MirrorTest, StopsInTheMiddleOfAStream) {
  const Mirror mirror(channel_, options_, holder_, clock_);
  directory_.WaitForAttempt(0);
}

}  // namespace
}  // namespace laurel::org
