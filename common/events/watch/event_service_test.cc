// WatchEvents over the wire.
#include "common/events/watch/event_service.h"

#include <gmock/gmock.h>

#include <utility>
#include <vector>

#include "common/events/testing/things.pb.h"
#include "common/events/watch/resume_token.h"
#include "common/events/watch/testing/event_rows.h"
#include "common/org/access.h"
#include "common/org/testing/records.h"
#include "common/rpc/testing/eventually.h"
#include "common/sql/migrate.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "common/testing/test_server.h"
#include "fmt/format.h"
#include "grpcpp/create_channel.h"

namespace laurel::events {
namespace {

using laurel::testing::CallAs;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::TestDatabase;
using laurel::testing::TestServer;
using laurel::testing::ViolatesField;
using org::testing::TestId;
using rpc::testing::Eventually;
using ::testing::ElementsAre;
using testing::EventId;
using ::testing::HasSubstr;

constexpr auto kUnavailable = absl::StatusCode::kUnavailable;
constexpr auto kUnauthenticated = absl::StatusCode::kUnauthenticated;
constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
// Of common/events/testing/things.proto.
constexpr char kMade[] = "thing.made";
constexpr char kBroken[] = "thing.broken";

const std::string kAna = TestId(1), kBen = TestId(2), kCleo = TestId(3), kDora = TestId(4);

// Tokens are ids of people, or "integration" and "reader"; "brief" is Ana's and is good for a minute.
TestServer::Options ServerOptions(const Clock& clock) {
  TestServer::Options options;
  options.clock = &clock;
  options.pipeline.rate = 0;
  options.verifier = [&clock](std::string_view token) -> absl::StatusOr<auth::Identity> {
    const bool brief = token == "brief";
    const std::string subject = brief ? kAna : std::string(token);
    return auth::Identity{.subject = subject,
                          .person = subject,
                          .expire_time = brief ? clock.Now() + absl::Minutes(1) : absl::InfiniteFuture()};
  };
  options.resolver = [](const auth::Identity& identity, bool, absl::Time) -> absl::StatusOr<auth::Principal> {
    auth::Principal principal{.id = identity.person, .name = "", .is = {}};
    if (identity.person == "integration") {
      principal.id = "service:integration";
      principal.is.Add(common::v1::CALLER_INTEGRATION);
    } else if (identity.person == "reader") {
      principal.id = "service:reader";
      principal.is.Add(common::v1::CALLER_ORG_READER);
    } else {
      principal.name = fmt::format("people/{}", identity.person);
      principal.is.Add(common::v1::CALLER_PERSON);
    }
    return principal;
  };
  return options;
}

class WatchEventsTest : public ::testing::Test {
 protected:
  explicit WatchEventsTest(FeedOptions feed = {.poll = absl::Milliseconds(1)})
      : log_(catalog_, *db_, registry_, {.sequencer = {}, .feed = feed}) {
    EXPECT_THAT(sql::Migrate(*db_, "test", {}, clock_.Now() + absl::Minutes(1)), IsOk());
    records_.Active(kAna).Active(kBen).Active(kCleo).Active(kDora).Line(kAna, kBen);
    SetOrganization();
    log_.Start();
    EXPECT_TRUE(Eventually([&] { return log_.feed().head().ok(); }));
    server_ = std::make_unique<TestServer>(ServerOptions(clock_), [this](rpc::Pipeline& pipeline) {
      TestServer::Services services;
      services.push_back(std::make_unique<EventService>(pipeline, WatchEnv{log_, organization_, clock_}));
      return services;
    });
    stub_ = v1::EventService::NewStub(server_->channel());
  }
  ~WatchEventsTest() override { server_.reset(); }

  void SetOrganization() { organization_.Set(records_.Build(), clock_.Now()); }
  // The feed knows of all that was added: a watch from now on begins after it.
  void Settle() {
    EXPECT_TRUE(Eventually([&] { return log_.feed().head()->position == rows_.newest(); }));
  }
  absl::Status Refusal(std::string_view caller, const std::string& token,
                       const std::vector<std::string>& types = {});

  laurel::testing::FakeClock clock_;
  TestDatabase database_;
  std::unique_ptr<sql::Database> db_ = database_.Open(clock_);
  testing::EventRows rows_{database_};
  metrics::Registry registry_;
  const Catalog catalog_{"test", {testing::ThingEvent::descriptor(), testing::BoxEvent::descriptor()}};
  org::testing::Records records_;
  org::Holder organization_;
  EventLog log_;
  std::unique_ptr<TestServer> server_;
  std::unique_ptr<v1::EventService::Stub> stub_;
};

// One stream of a client.
class Client {
 public:
  Client(v1::EventService::Stub& stub, std::string_view caller, const std::vector<std::string>& types = {},
         const std::string& resume_token = "")
      : context_(CallAs(caller)) {
    context_->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    v1::WatchEventsRequest request;
    request.mutable_types()->Assign(types.begin(), types.end());
    request.set_resume_token(resume_token);
    stream_ = stub.WatchEvents(context_.get(), request);
  }
  ~Client() {
    context_->TryCancel();
    if (stream_ != nullptr) End().IgnoreError();
  }

  // Any message; false at the end.
  bool Read() {
    if (!stream_->Read(&message)) return false;
    token = message.resume_token();
    return true;
  }
  // The id of the next event, past bookmarks; empty at the end.
  std::string NextEvent() {
    while (Read()) {
      if (message.has_event()) return message.event().id();
    }
    return "";
  }
  // What the stream ended with, after whatever was still to be read. Nothing can be read afterwards.
  absl::Status End() {
    while (Read()) {
    }
    return rpc::FromWire(std::exchange(stream_, nullptr)->Finish());
  }

  v1::WatchEventsResponse message;
  std::string token;

 private:
  std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchEventsResponse>> stream_;
};

absl::Status WatchEventsTest::Refusal(std::string_view caller, const std::string& token,
                                      const std::vector<std::string>& types) {
  return Client(*stub_, caller, types, token).End();
}

TEST_F(WatchEventsTest, BeginsNowWithABookmarkAtOnce) {
  rows_.Add(kMade, "everyone");
  Settle();
  Client ana(*stub_, kAna);
  ASSERT_TRUE(ana.Read());
  EXPECT_TRUE(ana.message.has_bookmark());
  EXPECT_FALSE(ana.token.empty());
  rows_.Add(kBroken, "everyone");
  ASSERT_TRUE(ana.Read());
  const v1::Event& event = ana.message.event();
  EXPECT_EQ(event.id(), EventId(2));
  EXPECT_EQ(event.source(), "//laurel/test");
  EXPECT_EQ(event.type(), kBroken);
  EXPECT_EQ(event.subject(), "things/1");
  EXPECT_TRUE(event.has_time());
  EXPECT_TRUE(event.has_data());
}

TEST_F(WatchEventsTest, GoesOnAfterAnyTokenWithoutLossOrRepetition) {
  std::vector<std::string> seen;
  std::vector<std::string> expected;
  std::string token;
  {
    Client first(*stub_, kAna);
    ASSERT_TRUE(first.Read());
    token = first.token;
  }
  for (int round = 0; round < 10; ++round) {
    for (int i = 0; i < 5; ++i) expected.push_back(EventId(rows_.Add(kMade, "everyone")));
    Client again(*stub_, kAna, {}, token);
    // Some rounds leave events for the next one, some end at a bookmark.
    for (int i = 0; i < (round % 2 == 0 ? 3 : 7); ++i) seen.push_back(again.NextEvent());
    token = again.token;
  }
  EXPECT_EQ(seen, expected);
}

TEST_F(WatchEventsTest, DeliversTheTypesThatWereAskedFor) {
  Client broken(*stub_, kAna, {kBroken}), all(*stub_, kAna, {"thing.*"});
  ASSERT_TRUE(broken.Read());
  ASSERT_TRUE(all.Read());
  rows_.Add(kMade, "everyone");
  rows_.Add(kBroken, "everyone");
  EXPECT_EQ(broken.NextEvent(), EventId(2));
  EXPECT_EQ(all.NextEvent(), EventId(1));
}

TEST_F(WatchEventsTest, RefusesTypesThatItDoesNotKnow) {
  const absl::Status refused = Refusal(kAna, "", {kMade, "goal.*"});
  EXPECT_THAT(refused, StatusIs(kInvalid, "UNKNOWN_EVENT_TYPE"));
  EXPECT_THAT(refused, ViolatesField("types[1]"));
  EXPECT_THAT(ErrorInfoOf(refused)->metadata().at("known"), HasSubstr(kMade));
}

TEST_F(WatchEventsTest, RefusesTokensThatAreNotThoseOfThisWatch) {
  Client ana(*stub_, kAna, {kMade});
  ASSERT_TRUE(ana.Read());
  EXPECT_THAT(Refusal(kAna, "x" + ana.token, {kMade}), StatusIs(kInvalid, "RESUME_TOKEN_INVALID"));
  EXPECT_THAT(Refusal(kBen, ana.token, {kMade}), StatusIs(kInvalid, "RESUME_TOKEN_OTHER_CALLER"));
  EXPECT_THAT(Refusal(kAna, ana.token), StatusIs(kInvalid, "RESUME_TOKEN_OTHER_TYPES"));
  const std::string elsewhere = ResumeTokens("another origin", kAna, {kMade}).Make(0);
  EXPECT_THAT(Refusal(kAna, elsewhere, {kMade}), StatusIs(kInvalid, "RESUME_TOKEN_OTHER_SERVICE"));
}

TEST_F(WatchEventsTest, RefusesWhatIsNoLongerKept) {
  Client early(*stub_, kAna);
  ASSERT_TRUE(early.Read());
  rows_.Add(kMade, "everyone", kEventsKept + absl::Hours(1));
  ASSERT_EQ(early.NextEvent(), EventId(1));
  // As if this replica had started after the purge: what is in memory would do.
  for (int i = 0; i < 3; ++i) rows_.Add(kMade, "everyone", kEventsKept + absl::Hours(1));
  rows_.Add(kMade, "everyone");
  Settle();
  ASSERT_THAT(PurgeEvents(*db_, kEventsKept, [] { return false; }), IsOk());
  log_.Stop();
  EventLog after(catalog_, *db_, registry_, {});
  after.Start();
  ASSERT_TRUE(Eventually([&] { return after.feed().head().ok(); }));
  const TestServer server(ServerOptions(clock_), [&](rpc::Pipeline& pipeline) {
    TestServer::Services services;
    services.push_back(std::make_unique<EventService>(pipeline, WatchEnv{after, organization_, clock_}));
    return services;
  });
  const auto stub = v1::EventService::NewStub(server.channel());
  EXPECT_THAT(Client(*stub, kAna, {}, early.token).End(),
              StatusIs(absl::StatusCode::kOutOfRange, "RESUME_TOKEN_EXPIRED"));
  const std::string kept = ResumeTokens(after.feed().head()->origin, kAna, {}).Make(4);
  EXPECT_EQ(Client(*stub, kAna, {}, kept).NextEvent(), EventId(5));
}

TEST_F(WatchEventsTest, TheAudienceFollowsATransferAndAStrangerHearsNothing) {
  Client ben(*stub_, kBen), cleo(*stub_, kCleo), dora(*stub_, kDora);
  for (Client* client : {&ben, &cleo, &dora}) ASSERT_TRUE(client->Read());
  const std::string audience = fmt::format("manager_of:{}", kAna);
  rows_.Add(kMade, audience);
  EXPECT_EQ(ben.NextEvent(), EventId(1));
  // One for all, so that it has been decided for everybody who heard of the first one.
  rows_.Add(kMade, "everyone");
  for (Client* client : {&ben, &cleo, &dora}) EXPECT_EQ(client->NextEvent(), EventId(2));
  // Ana goes from Ben to Cleo; nobody opens a new stream.
  records_ = org::testing::Records();
  records_.Active(kAna).Active(kBen).Active(kCleo).Active(kDora).Line(kAna, kCleo);
  SetOrganization();
  rows_.Add(kMade, audience);
  rows_.Add(kMade, "everyone");
  EXPECT_EQ(cleo.NextEvent(), EventId(3));
  EXPECT_EQ(cleo.NextEvent(), EventId(4));
  EXPECT_EQ(ben.NextEvent(), EventId(4));
  EXPECT_EQ(dora.NextEvent(), EventId(4));
}

TEST_F(WatchEventsTest, OtherSystemsGetTheEnvelopeAlone) {
  Client system(*stub_, "integration");
  ASSERT_TRUE(system.Read());
  rows_.Add(kMade, fmt::format("person:{}", kAna));
  EXPECT_EQ(system.NextEvent(), EventId(1));
  EXPECT_EQ(system.message.event().type(), kMade);
  EXPECT_EQ(system.message.event().source(), "//laurel/test");
  EXPECT_FALSE(system.message.event().has_data());
}

TEST_F(WatchEventsTest, NothingIsPassedOverWhileTheOrganisationIsStale) {
  Client ben(*stub_, kBen);
  ASSERT_TRUE(ben.Read());
  clock_.Advance(org::kStaleAfter + absl::Seconds(1));
  rows_.Add(kMade, fmt::format("person:{}", kBen));
  EXPECT_EQ(ben.NextEvent(), EventId(1)) << "it needs no relation";
  rows_.Add(kMade, fmt::format("manager_of:{}", kAna));
  const std::string token = ben.token;
  const absl::Status ended = ben.End();
  EXPECT_THAT(ended, StatusIs(kUnavailable, "ORGANIZATION_STALE"));
  EXPECT_TRUE(RetryDelayOf(ended).has_value());
  SetOrganization();
  EXPECT_EQ(Client(*stub_, kBen, {}, token).NextEvent(), EventId(2));
}

TEST_F(WatchEventsTest, EndsWhenItsCallerHasLeft) {
  Client ana(*stub_, kAna);
  ASSERT_TRUE(ana.Read());
  records_.Status(kAna, absl::CivilDay(2026, 1, 10), directory::v1::PERSON_STATE_LEFT);
  SetOrganization();
  rows_.Add(kMade, "everyone");
  EXPECT_THAT(ana.End(), StatusIs(kUnauthenticated, "UNAUTHENTICATED"));
}

TEST_F(WatchEventsTest, EndsWhenItsAccountIsDisabled) {
  records_.ServiceAccount("reader").ServiceAccount("integration",
                                                   directory::v1::SERVICE_ACCOUNT_ROLE_INTEGRATION);
  SetOrganization();
  Client reader(*stub_, "reader"), integration(*stub_, "integration");
  ASSERT_TRUE(reader.Read());
  ASSERT_TRUE(integration.Read());
  for (auto& account : *records_.records().mutable_service_accounts()) {
    account.set_disabled(account.subject() == "reader");
  }
  SetOrganization();
  rows_.Add(kMade, "everyone");
  EXPECT_THAT(reader.End(), StatusIs(kUnauthenticated, "UNAUTHENTICATED"));
  EXPECT_EQ(integration.NextEvent(), EventId(1));
}

TEST_F(WatchEventsTest, EndsWhenItsTokenIsNoLongerGood) {
  Client brief(*stub_, "brief"), ana(*stub_, kAna);
  ASSERT_TRUE(brief.Read());
  ASSERT_TRUE(ana.Read());
  clock_.Advance(absl::Minutes(2));
  rows_.Add(kMade, "everyone");
  EXPECT_THAT(brief.End(), StatusIs(kUnauthenticated, "UNAUTHENTICATED"));
  EXPECT_EQ(ana.NextEvent(), EventId(1));
}

TEST_F(WatchEventsTest, EndsWhenTheServiceDrainsAndIsForgotten) {
  Client ana(*stub_, kAna);
  ASSERT_TRUE(ana.Read());
  server_->pipeline().CloseStreams();
  EXPECT_THAT(ana.End(), StatusIs(kUnavailable, "SHUTTING_DOWN"));
  EXPECT_THAT(registry_.Serialize(), HasSubstr("laurel_event_followers 1"));
  rows_.Add(kMade, "everyone");
  EXPECT_TRUE(Eventually(
      [&] { return registry_.Serialize().find("laurel_event_followers 0") != std::string::npos; }));
}

TEST_F(WatchEventsTest, ListsWhatThereIs) {
  const auto list = laurel::testing::Answer(*stub_, "reader", &v1::EventService::Stub::ListEventTypes,
                                            v1::ListEventTypesRequest());
  ASSERT_THAT(list, IsOk());
  ASSERT_EQ(list->event_types_size(), static_cast<int>(catalog_.types().size()));
  for (const v1::EventType& item : list->event_types()) {
    EXPECT_EQ(catalog_.types().find(item.type())->second, item.data());
  }
}

class SlowWatcher : public WatchEventsTest {
 protected:
  SlowWatcher() : WatchEventsTest({.poll = absl::Milliseconds(1), .patience = absl::Milliseconds(300)}) {}

  // Reads these as clients do: one that a busy machine has made slow resumes.
  void ReadAll(std::string token, std::int64_t first, std::int64_t last) {
    int streams = 0;
    for (std::int64_t next = first; next <= last;) {
      ASSERT_LT(streams++, 100);
      Client client(*stub_, kAna, {}, token);
      for (std::string id = client.NextEvent(); !id.empty(); id = client.NextEvent()) {
        ASSERT_EQ(id, EventId(next));
        token = client.token;
        if (next++ == last) return;
      }
    }
  }
};

TEST_F(SlowWatcher, IsEndedAndLosesNothing) {
  constexpr std::int64_t kMany = 400;  // of 32 KiB: more than gRPC and the queue hold together
  // gRPC would let a window grow with the line, to more than that on a busy machine.
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
  const auto narrow = v1::EventService::NewStub(grpc::CreateCustomChannel(
      fmt::format("127.0.0.1:{}", server_->server().port()), grpc::InsecureChannelCredentials(), arguments));
  Client slow(*narrow, kAna);
  ASSERT_TRUE(slow.Read());
  const std::string beginning = slow.token;
  rows_.AddMany(kMany, kMade, 32 * 1'024);
  ReadAll(beginning, 1, kMany);  // others go on meanwhile
  ASSERT_TRUE(Eventually([&] {
    return registry_.Serialize().find("laurel_event_followers_dropped_total{reason=\"slow\"} 0") ==
           std::string::npos;
  }));
  std::int64_t read = 0;
  std::string token = beginning;
  while (slow.NextEvent() == EventId(read + 1)) {
    ++read;
    token = slow.token;
  }
  EXPECT_LT(read, kMany);
  EXPECT_THAT(slow.End(), StatusIs(kUnavailable, "SLOW_WATCHER"));
  ReadAll(token, read + 1, kMany);
}

}  // namespace
}  // namespace laurel::events
