// The consumer against a service that tells what a test publishes, over a real database.
#include "common/events/consumer/consumer.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "common/rpc/stages/wire.h"
#include "common/rpc/testing/eventually.h"
#include "common/rpc/testing/scripted_stream.h"
#include "common/sql/migrate.h"
#include "common/status/error.h"
#include "common/testing/database_proxy.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "fmt/format.h"
#include "gmock/gmock.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"
#include "laurel/events/v1/event_service.grpc.pb.h"

namespace laurel::events {
namespace {

using laurel::testing::DatabaseProxy;
using laurel::testing::IsOk;
using rpc::testing::Eventually;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Message = v1::WatchEventsResponse;
using Stream = rpc::testing::ScriptedStream<Message>;

// Events 1, 2, 3, …: the token behind each is its number, as is the token of a bookmark there.
class FakeEvents final : public v1::EventService::CallbackService,
                         public rpc::testing::ScriptedAttempts<Message> {
 public:
  grpc::ServerWriteReactor<Message>* WatchEvents(grpc::CallbackServerContext* context,
                                                 const v1::WatchEventsRequest* request) override {
    const std::scoped_lock lock(mutex_);
    auto* reactor = Open(*context, request->resume_token());
    const std::shared_ptr<Stream> stream = WaitForAttempt(opened_++).stream;
    const int after = request->resume_token().empty() ? newest_ : std::stoi(request->resume_token());
    if (after < oldest_) {
      stream->End(rpc::ToWire(Error(absl::StatusCode::kOutOfRange, "RESUME_TOKEN_EXPIRED", "too old")));
      return reactor;
    }
    stream->Push({Bookmark(after)});
    for (int event = after + 1; event <= newest_; ++event) stream->Push({Event(event)});
    streams_.push_back(stream);
    return reactor;
  }

  void Publish() {
    const std::scoped_lock lock(mutex_);
    ++newest_;
    for (const auto& stream : streams_) stream->Push({Event(newest_)});
  }
  void SendBookmark() {
    const std::scoped_lock lock(mutex_);
    for (const auto& stream : streams_) stream->Push({Bookmark(newest_)});
  }
  void Cut() {
    const std::scoped_lock lock(mutex_);
    for (const auto& stream : streams_) stream->End(grpc::Status(grpc::StatusCode::UNAVAILABLE, "draining"));
    streams_.clear();
  }
  void ForgetAll() {
    const std::scoped_lock lock(mutex_);
    oldest_ = ++newest_;
  }

 private:
  static Message Bookmark(int position) {
    Message message;
    message.mutable_bookmark();
    message.set_resume_token(std::to_string(position));
    return message;
  }
  static Message Event(int position) {
    Message message;
    message.mutable_event()->set_id(std::to_string(position));
    message.mutable_event()->set_type("person.left");
    message.set_resume_token(std::to_string(position));
    return message;
  }

  std::mutex mutex_;
  int oldest_ = 0, newest_ = 0;
  std::size_t opened_ = 0;
  std::vector<std::shared_ptr<Stream>> streams_;
};

class ConsumerTest : public ::testing::Test {
 protected:
  ConsumerTest() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&events_);
    server_ = builder.BuildAndStart();
    address_ = "127.0.0.1:" + std::to_string(port);
    const absl::Time soon = SystemClock().Now() + absl::Minutes(1);
    EXPECT_THAT(sql::Migrate(*test_database_.Open(), "test", {}, soon), IsOk());
    // No key: what is done twice is there twice. One counter for all, as a guard of a service would be.
    test_database_.Execute("CREATE TABLE done (event INT NOT NULL, n INT NOT NULL) ENGINE=InnoDB");
    test_database_.Execute("CREATE TABLE counter (id INT PRIMARY KEY, n INT NOT NULL) ENGINE=InnoDB");
    test_database_.Execute("INSERT INTO counter VALUES (1, 0)");
    options_.name = "directory";
    options_.actor = "service:laurel-test";
    options_.types = {"person.left"};
    options_.first_backoff = absl::Milliseconds(1);
    options_.last_backoff = absl::Milliseconds(20);
  }
  ~ConsumerTest() override { server_->Shutdown(std::chrono::system_clock::now()); }

  std::unique_ptr<Consumer> Start(sql::Database& database) { return Start(database, registry_); }
  std::unique_ptr<Consumer> Start(sql::Database& database, metrics::Registry& registry) {
    return std::make_unique<Consumer>(
        grpc::CreateChannel(address_, grpc::InsecureChannelCredentials()), options_, database, registry,
        clock_,
        Consumer::Work{.prepare = prepare_,
                       .handle = [this](const v1::Event& event, sql::Connection& connection,
                                        sql::Changes& changes) { return Handle(event, connection, changes); },
                       .catch_up =
                           [this] {
                             ++caught_up_;
                             return absl::OkStatus();
                           }});
  }

  absl::Status Handle(const v1::Event& event, sql::Connection& connection, sql::Changes& changes) {
    if (failures_ > 0) {
      --failures_;
      return absl::UnavailableError("not now");
    }
    const auto rows = connection.Query("SELECT n, CONNECTION_ID() FROM counter WHERE id = 1 FOR UPDATE");
    if (!rows.ok()) return rows.status();
    if (kill_.exchange(false)) test_database_.Execute("KILL " + std::to_string(rows->front().Int(1)));
    changes.Insert("done", {"event", "n"}, {std::int64_t{std::stoi(event.id())}, rows->front().Int(0)});
    changes.Update("UPDATE counter SET n = n + 1 WHERE id = ? AND n = ?",
                   {std::int64_t{1}, rows->front().Int(0)});
    if (audits_) changes.Audit({.resource = "counters/1", .subject = ""});
    return absl::OkStatus();
  }

  // On a connection that stays: this is asked again and again.
  std::string Kept() const {
    const absl::StatusOr<std::string> kept = looking_->Read<std::string>(
        SystemClock().Now() + absl::Minutes(1),
        [](sql::Connection& connection) -> absl::StatusOr<std::string> {
          const auto rows = connection.Query("SELECT resume_token FROM event_consumer");
          if (!rows.ok()) return rows.status();
          return rows->empty() ? std::string() : std::string(rows->front().Text(0));
        });
    EXPECT_THAT(kept, IsOk());
    return kept.value_or("");
  }
  bool Keeps(int position) const {
    return Eventually([=, this] { return Kept() == std::to_string(position); });
  }
  // The events that were handled, in the order in which they were.
  std::vector<int> Done() const {
    std::vector<int> events;
    for (const sql::Row& row : test_database_.Query("SELECT event FROM done ORDER BY n")) {
      events.push_back(static_cast<int>(row.Int(0)));
    }
    return events;
  }
  static std::vector<int> UpTo(int newest) {
    std::vector<int> all;
    for (int event = 1; event <= newest; ++event) all.push_back(event);
    return all;
  }

  laurel::testing::FakeClock clock_;
  laurel::testing::TestDatabase test_database_;
  std::unique_ptr<sql::Database> database_ = test_database_.Open();
  std::unique_ptr<sql::Database> looking_ = test_database_.Open();
  FakeEvents events_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  ConsumerOptions options_;
  metrics::Registry registry_;
  std::atomic<int> caught_up_{0};
  std::atomic<int> failures_{0};
  std::atomic<bool> kill_{false};
  std::atomic<bool> audits_{false};
  std::function<absl::Status(const v1::Event&)> prepare_;
};

TEST_F(ConsumerTest, CatchesUpTheFirstTimeAndHandlesWhatComesThen) {
  events_.Publish();
  const auto consumer = Start(*database_);
  ASSERT_TRUE(Keeps(1));
  EXPECT_EQ(caught_up_, 1);
  EXPECT_THAT(Done(), ElementsAre());
  events_.Publish();
  events_.Publish();
  ASSERT_TRUE(Keeps(3));
  EXPECT_THAT(Done(), ElementsAre(2, 3));
  EXPECT_EQ(events_.WaitForAttempt(0).resume_token, "");
}

TEST_F(ConsumerTest, GoesOnWhereTheFormerProcessStopped) {
  auto consumer = Start(*database_);
  ASSERT_TRUE(Keeps(0));
  events_.Publish();
  ASSERT_TRUE(Keeps(1));
  consumer.reset();
  events_.Publish();
  consumer = Start(*database_);
  ASSERT_TRUE(Keeps(2));
  EXPECT_THAT(Done(), ElementsAre(1, 2));
  EXPECT_EQ(events_.WaitForAttempt(1).resume_token, "1");
  EXPECT_EQ(caught_up_, 1);
}

TEST_F(ConsumerTest, HandlesEachEventOnceWhereverItIsInterrupted) {
  DatabaseProxy proxy(test_database_.options().address);
  sql::DatabaseOptions options = test_database_.options();
  options.address = proxy.address();
  const auto database = sql::Database::Create(options, clock_);
  auto consumer = Start(*database);
  ASSERT_TRUE(Keeps(0));
  using Fault = DatabaseProxy::Fault;
  const std::vector<std::function<void()>> interruptions = {
      [&] { events_.Cut(); },                       // before it comes
      [&] { failures_ = 1; },                       // refused by what handles it
      [&] { kill_ = true; },                        // in the middle of its transaction
      [&] { proxy.AtCommit(Fault::kCutBefore); },   // COMMIT never arrives
      [&] { proxy.AtCommit(Fault::kLoseAnswer); },  // committed, and nobody is told
      [&] { consumer.reset(), consumer = Start(*database); },
  };
  int newest = 0;
  for (int round = 0; round < 3; ++round) {
    for (const auto& interrupt : interruptions) {
      interrupt();
      events_.Publish();
      if (round == 1) events_.Cut();  // and once more while it is being handled, perhaps
      if (round == 2) consumer.reset(), consumer = Start(*database);
      ASSERT_TRUE(Keeps(++newest));
    }
  }
  EXPECT_EQ(Done(), UpTo(newest));
  EXPECT_EQ(caught_up_, 1);
}

TEST_F(ConsumerTest, HandlesEachEventOnceInTwoReplicas) {
  const auto other = test_database_.Open();
  const auto one = Start(*database_);
  ASSERT_TRUE(Keeps(0));
  metrics::Registry registry;  // of another process
  const auto two = Start(*other, registry);
  constexpr int kEvents = 60;
  for (int event = 1; event <= kEvents; ++event) {
    events_.Publish();
    if (event % 7 == 0) events_.Cut();
  }
  ASSERT_TRUE(Keeps(kEvents));
  EXPECT_EQ(Done(), UpTo(kEvents));
}

TEST_F(ConsumerTest, CatchesUpInsteadOfGoingOnFromAnExpiredToken) {
  auto consumer = Start(*database_);
  ASSERT_TRUE(Keeps(0));
  consumer.reset();
  events_.ForgetAll();
  consumer = Start(*database_);
  ASSERT_TRUE(Keeps(1));
  EXPECT_EQ(caught_up_, 2);
  events_.Publish();
  ASSERT_TRUE(Keeps(2));
  EXPECT_THAT(Done(), ElementsAre(2));
}

TEST_F(ConsumerTest, SkipsNothingWhileHandlingFails) {
  const auto consumer = Start(*database_);
  ASSERT_TRUE(Keeps(0));
  failures_ = 5;
  events_.Publish();
  events_.Publish();
  ASSERT_TRUE(Keeps(2));
  EXPECT_EQ(failures_, 0);
  EXPECT_THAT(Done(), ElementsAre(1, 2));
  EXPECT_THAT(registry_.Serialize(),
              HasSubstr("laurel_event_consumer_failures_total{source=\"directory\"} 5"));
}

TEST_F(ConsumerTest, PreparesAnEventWhileNoTransactionIsOpen) {
  sql::DatabaseOptions options = test_database_.options();
  options.connections = 1;
  const auto database = sql::Database::Create(options, SystemClock());
  std::atomic<int> prepared = 0;
  prepare_ = [&](const v1::Event&) {
    ++prepared;
    return database->Transact(SystemClock().Now() + absl::Minutes(1), [](sql::Connection& connection) {
      return connection.Execute("UPDATE counter SET n = n + 10 WHERE id = 1").status();
    });
  };
  const auto consumer = Start(*database);
  ASSERT_TRUE(Keeps(0));
  events_.Publish();
  ASSERT_TRUE(Keeps(1));
  EXPECT_EQ(prepared, 1);
  EXPECT_EQ(test_database_.QueryInt("SELECT n FROM done"), 10);  // before it was handled
}

TEST_F(ConsumerTest, HandlesNothingThatCouldNotBePrepared) {
  std::atomic<int> refusals = 3;
  prepare_ = [&](const v1::Event&) {
    if (refusals == 0) return absl::OkStatus();
    --refusals;
    EXPECT_THAT(Done(), ElementsAre());
    return absl::UnavailableError("not yet");
  };
  const auto consumer = Start(*database_);
  ASSERT_TRUE(Keeps(0));
  events_.Publish();
  ASSERT_TRUE(Keeps(1));
  EXPECT_EQ(refusals, 0);
  EXPECT_THAT(Done(), ElementsAre(1));
}

TEST_F(ConsumerTest, LeavesInTheAuditWhatItChangedUnderItsOwnNameAndTheEventsType) {
  const auto consumer = Start(*database_);
  ASSERT_TRUE(Keeps(0));
  events_.Publish();
  ASSERT_TRUE(Keeps(1));
  audits_ = true;
  events_.Publish();
  ASSERT_TRUE(Keeps(2));
  const sql::Rows rows = test_database_.Query("SELECT actor, method, resource FROM audit_record");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].Text(0), "service:laurel-test");
  EXPECT_EQ(rows[0].Text(1), "person.left");
  EXPECT_EQ(rows[0].Text(2), "counters/1");
}

TEST_F(ConsumerTest, TellsForHowLongNothingWasDealtWith) {
  const auto consumer = Start(*database_);
  ASSERT_TRUE(Keeps(0));
  const auto shows = [this](std::string_view seconds) {
    return Eventually([=, this] {
      return registry_.Serialize().find(
                 fmt::format("laurel_event_consumer_age_seconds{{source=\"directory\"}} {}\n", seconds)) !=
             std::string::npos;
    });
  };
  EXPECT_TRUE(shows("0"));
  clock_.Advance(absl::Minutes(5));
  EXPECT_TRUE(shows("300"));
  events_.SendBookmark();
  EXPECT_TRUE(shows("0"));
}

TEST_F(ConsumerTest, KeepsTheTokenOfABookmarkWhenEventsAreRare) {
  const auto consumer = Start(*database_);
  ASSERT_TRUE(Keeps(0));
  clock_.Advance(options_.keep_bookmarks);
  events_.SendBookmark();
  const auto version = [this] { return test_database_.QueryInt("SELECT version FROM event_consumer"); };
  ASSERT_TRUE(Eventually([&] { return version() == 2; }));
  events_.SendBookmark();  // too soon after the last
  events_.Publish();
  ASSERT_TRUE(Keeps(1));
  EXPECT_EQ(version(), 3);
}

TEST_F(ConsumerTest, StopsWhileItCannotReachItsSource) {
  options_.first_backoff = options_.last_backoff = absl::Hours(1);
  address_ = "unix:/nonexistent/laurel";
  EXPECT_NE(Start(*database_), nullptr);
}

}  // namespace
}  // namespace laurel::events
