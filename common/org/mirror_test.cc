// The mirror against a directory that does as it is told.
#include "common/org/mirror.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "common/org/testing/records.h"
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

// One stream: writes what it is given, until it is told to end or the watcher goes away.
class Stream final : public grpc::ServerWriteReactor<Message>, public std::enable_shared_from_this<Stream> {
 public:
  void Begin() {
    self_ = shared_from_this();
    Push({});
  }
  void Push(std::vector<Message> messages) {
    absl::MutexLock lock(&mutex_);
    for (Message& message : messages) waiting_.push_back(std::move(message));
    Step();
  }
  void End(grpc::Status status) {
    absl::MutexLock lock(&mutex_);
    end_ = std::move(status);
    Step();
  }
  void OnWriteDone(bool /*ok*/) override {
    absl::MutexLock lock(&mutex_);
    writing_ = false;
    waiting_.pop_front();
    Step();
  }
  void OnCancel() override { End(grpc::Status::CANCELLED); }
  void OnDone() override { self_.reset(); }

 private:
  void Step() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (writing_ || finished_) return;
    if (!waiting_.empty()) {
      writing_ = true;
      StartWrite(&waiting_.front());
    } else if (end_.has_value()) {
      finished_ = true;
      Finish(*end_);
    }
  }

  absl::Mutex mutex_;
  std::deque<Message> waiting_ ABSL_GUARDED_BY(mutex_);
  std::optional<grpc::Status> end_ ABSL_GUARDED_BY(mutex_);
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  std::shared_ptr<Stream> self_;  // until gRPC is done with it
};

struct Attempt {
  std::string resume_token;
  std::string authorization;
  std::shared_ptr<Stream> stream;
};

class FakeDirectory final : public v1::DirectoryService::CallbackService {
 public:
  // Answers the next attempts in this order; attempts beyond them wait for messages.
  void Script(std::function<void(Stream&)> script) {
    absl::MutexLock lock(&mutex_);
    scripts_.push_back(std::move(script));
  }

  grpc::ServerWriteReactor<Message>* WatchOrganization(grpc::CallbackServerContext* context,
                                                       const v1::WatchOrganizationRequest* request) override {
    const auto& metadata = context->client_metadata();
    const auto authorization = metadata.find("authorization");
    auto stream = std::make_shared<Stream>();
    std::function<void(Stream&)> script;
    {
      absl::MutexLock lock(&mutex_);
      attempts_.push_back({request->resume_token(),
                           authorization == metadata.end()
                               ? ""
                               : std::string(authorization->second.data(), authorization->second.size()),
                           stream});
      if (!scripts_.empty()) {
        script = std::move(scripts_.front());
        scripts_.pop_front();
      }
    }
    stream->Begin();
    if (script) script(*stream);
    return stream.get();
  }

  Attempt WaitForAttempt(std::size_t number) {
    absl::MutexLock lock(&mutex_);
    const auto arrived = [this, number]()
                             ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return attempts_.size() > number; };
    if (!mutex_.AwaitWithTimeout(absl::Condition(&arrived), absl::Seconds(30)))
      ADD_FAILURE() << "no attempt " << number;
    return attempts_.at(number);
  }

 private:
  absl::Mutex mutex_;
  std::deque<std::function<void(Stream&)>> scripts_ ABSL_GUARDED_BY(mutex_);
  std::vector<Attempt> attempts_ ABSL_GUARDED_BY(mutex_);
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
