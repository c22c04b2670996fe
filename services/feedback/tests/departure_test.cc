// Somebody leaves: what that ends in coaching, once, however often and by how many replicas it is heard.
#include "services/feedback/departure/departure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <thread>

#include "common/audit/store.h"
#include "common/events/consumer/consumer.h"
#include "common/rpc/testing/eventually.h"
#include "common/rpc/testing/scripted_stream.h"
#include "common/testing/explaining.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "laurel/directory/v1/events.pb.h"
#include "laurel/events/v1/event_service.grpc.pb.h"
#include "services/feedback/departure/store.h"
#include "services/feedback/names.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using departure::Departures;
using laurel::testing::Explaining;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using rpc::testing::Eventually;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Stub = v1::CoachingService::Stub;

class Departure : public ::testing::Test {
 protected:
  // From this day on; the organisation in memory knows it at once.
  void Leave(const std::string& person, absl::CivilDay first_day_as_left = absl::CivilDay(2026, 1, 14)) {
    records.Status(person, first_day_as_left, directory::v1::PERSON_STATE_LEFT);
    suite.organization.Set(records.Build(++version), suite.clock.Now());
  }

  // What directory tells of it, as of the newest version.
  events::v1::Event Left(const std::string& person) {
    directory::v1::PersonEvent data;
    data.set_person(Person(person));
    data.set_state(directory::v1::PERSON_STATE_LEFT);
    data.set_organization_version(version);
    events::v1::Event event;
    event.set_id(person);
    event.set_type("person.left");
    *event.mutable_time() = ToTimestamp(suite.clock.Now());
    event.mutable_data()->PackFrom(data);
    return event;
  }

  // As a consumer does it: what is prepared, then a transaction.
  absl::Status Handle(const events::v1::Event& event) { return Handle(event, departures, *suite.db); }
  absl::Status Handle(const events::v1::Event& event, Departures& by, sql::Database& database) const {
    if (absl::Status prepared = by.Prepare(event); !prepared.ok()) return prepared;
    sql::WriteContext context;
    context.now = suite.clock.Now();
    context.deadline = context.now + absl::Minutes(1);
    context.actor = kOwnActor;
    context.key.method = event.type();
    context.audited = true;
    using Nothing = events::v1::Bookmark;
    return database
        .Write<Nothing>(
            context,
            [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<Nothing> {
              if (absl::Status handled = by.Handle(event, connection, changes); !handled.ok()) return handled;
              return Nothing();
            },
            [](sql::Connection&, const Nothing&) { return absl::OkStatus(); })
        .status();
  }

  // What an auditor finds of what this service did itself: resources and whom it concerned, sorted.
  using Entries = std::vector<std::pair<std::string, std::string>>;
  Entries Audited() {
    using Records = std::vector<audit::v1::AuditRecord>;
    const auto found =
        suite.db->Read<Records>(suite.clock.Now() + absl::Minutes(1), [](sql::Connection& connection) {
          return audit::List(connection, {.actor = std::string(kOwnActor), .limit = 1000});
        });
    EXPECT_THAT(found, IsOk());
    Entries entries;
    for (const audit::v1::AuditRecord& record : found.value_or(Records())) {
      EXPECT_EQ(record.method(), "person.left");
      entries.emplace_back(record.resource(), record.subject());
    }
    std::ranges::sort(entries);
    return entries;
  }

  v1::CoachingSession Session(const std::string& name) {
    return suite.As(kHr, &Stub::GetCoachingSession, Named<v1::GetCoachingSessionRequest>(name))
        .value_or(v1::CoachingSession());
  }
  v1::ActionItemState ItemState(const std::string& name) {
    return suite.As(kAuditor, &Stub::GetActionItem, Named<v1::GetActionItemRequest>(name))
        .value_or(v1::ActionItem())
        .state();
  }
  void Acknowledge(const std::string& person, const std::string& session) {
    ASSERT_THAT(suite.As(person, &Stub::AcknowledgeCoachingSession,
                         Named<v1::AcknowledgeCoachingSessionRequest>(session)),
                IsOk());
  }
  void ForgetWhatWasTold() { suite.database.Execute("DELETE FROM event_pending"); }

  Suite suite;
  org::testing::Records records = Organization();
  std::int64_t version = 1;
  Departures departures{suite.env(), suite.clock};
};

TEST_F(Departure, CancelsThePlansOfACoachAndDropsTheirItems) {
  const std::string plan = suite.Scheduled(kCarla, {kAna, kBen}).name();
  const std::string held = suite.Held(kCarla, {kAna}).name();
  const std::string theirs = suite.Item(kCarla, kCarla).name();
  const std::string made = suite.Item(kCarla, kAna).name();
  Leave(kCarla);
  ForgetWhatWasTold();
  ASSERT_THAT(Handle(Left(kCarla)), IsOk());
  EXPECT_EQ(Session(plan).state(), v1::COACHING_SESSION_STATE_CANCELLED);
  EXPECT_EQ(Session(held).state(), v1::COACHING_SESSION_STATE_HELD);
  EXPECT_EQ(ItemState(theirs), v1::ACTION_ITEM_STATE_DROPPED);
  EXPECT_EQ(ItemState(made), v1::ACTION_ITEM_STATE_OPEN);
  EXPECT_THAT(suite.Told(), ElementsAre("coaching.cancelled", "action_item.dropped"));
}

TEST_F(Departure, CancelsWhatHasBegun) {
  const std::string begun = suite.Scheduled(kCarla, {kAna}).name();
  const std::string goes_on = suite.Scheduled(kCarla, {kAna, kBen}).name();
  for (const std::string& session : {begun, goes_on}) {
    ASSERT_THAT(
        suite.As(kCarla, &Stub::StartCoachingSession, Named<v1::StartCoachingSessionRequest>(session)),
        IsOk());
  }
  Leave(kAna);
  ForgetWhatWasTold();
  ASSERT_THAT(Handle(Left(kAna)), IsOk());
  EXPECT_EQ(Session(begun).state(), v1::COACHING_SESSION_STATE_CANCELLED);
  EXPECT_EQ(Session(goes_on).state(), v1::COACHING_SESSION_STATE_IN_PROGRESS);
  EXPECT_THAT(suite.Told(), ElementsAre("coaching.cancelled"));
}

TEST_F(Departure, DiscardsDraftsAndLeavesWhatWasSubmitted) {
  const std::string draft = suite.Drafted(kAna, kBen).name();
  const std::string given = suite.Given(kAna, kBen).name();
  const std::string about = suite.Drafted(kBen, kAna).name();  // somebody else's draft
  Leave(kAna);
  suite.Pass(absl::Hours(1));
  ForgetWhatWasTold();
  for (int time = 0; time < 2; ++time) ASSERT_THAT(Handle(Left(kAna)), IsOk());
  const auto state = [&](const std::string& name) {
    return suite.database.QueryInt("SELECT state FROM feedback WHERE id = ?", {std::string(api::IdOf(name))});
  };
  EXPECT_EQ(state(draft), v1::FEEDBACK_STATE_DISCARDED);
  EXPECT_EQ(state(given), v1::FEEDBACK_STATE_SUBMITTED);
  EXPECT_EQ(state(about), v1::FEEDBACK_STATE_DRAFT);
  EXPECT_THAT(suite.Told(), ElementsAre("feedback.discarded"));
  EXPECT_EQ(Audited(), (Entries{{draft, ""}}));
  EXPECT_EQ(
      suite.database.QueryInt("SELECT COUNT(*) FROM status_change WHERE resource = ? AND to_state = ? AND "
                              "actor = '' AND reason = 'PERSON_LEFT'",
                              {std::string(api::IdOf(draft)), std::int64_t{v1::FEEDBACK_STATE_DISCARDED}}),
      1);
}

TEST_F(Departure, IsCaughtUpForAuthorsAndForWhatHasBegun) {
  const std::string draft = suite.Drafted(kPeer, kBen).name();
  const std::string begun = suite.Scheduled(kCarla, {kAna}).name();
  ASSERT_THAT(suite.As(kCarla, &Stub::StartCoachingSession, Named<v1::StartCoachingSessionRequest>(begun)),
              IsOk());
  Leave(kPeer);
  Leave(kAna);
  suite.organization.Touch(suite.clock.Now() + departure::kMirrorLag);
  ForgetWhatWasTold();
  for (int time = 0; time < 2; ++time) ASSERT_THAT(departures.CatchUp(), IsOk());
  EXPECT_THAT(suite.Told(), UnorderedElementsAre("coaching.cancelled", "feedback.discarded"));
}

TEST_F(Departure, IsKeptAsAChangeThatNobodyMade) {
  const std::string plan = suite.Scheduled(kCarla, {kAna}).name();
  Leave(kAna);
  suite.Pass(absl::Hours(1));
  ASSERT_THAT(Handle(Left(kAna)), IsOk());
  const std::string id(api::IdOf(plan));
  const sql::Rows changes = suite.database.Query(
      "SELECT n, from_state, to_state, actor, reason, time FROM status_change WHERE resource = ? AND n > 1",
      {id});
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(changes[0].Int(0), 2);
  EXPECT_EQ(changes[0].Int(1), v1::COACHING_SESSION_STATE_SCHEDULED);
  EXPECT_EQ(changes[0].Int(2), v1::COACHING_SESSION_STATE_CANCELLED);
  EXPECT_EQ(changes[0].Text(3), "");
  EXPECT_EQ(changes[0].Text(4), "PERSON_LEFT");
  EXPECT_EQ(changes[0].Time(5), suite.clock.Now());
  EXPECT_EQ(suite.database.QueryInt("SELECT version FROM coaching_session WHERE id = ?", {id}), 2);
  EXPECT_EQ(FromTimestamp(Session(plan).state_time()), suite.clock.Now());
  EXPECT_EQ(suite.database.QueryInt(
                "SELECT COUNT(*) FROM session_participant WHERE session = ? AND state <> 5", {id}),
            0);
}

TEST_F(Departure, IsAuditedOnceForEverybodyWhomAChangeConcerns) {
  const std::string plan = suite.Scheduled(kCarla, {kAna, kBen}).name();
  const std::string item = suite.Item(kSkip, kCarla).name();
  suite.Held(kCarla, {kAna});  // does not change
  Leave(kCarla);
  const Entries entries = {{item, Person(kCarla)},
                           {item, Person(kSkip)},
                           {plan, Person(kAna)},
                           {plan, Person(kBen)},
                           {plan, Person(kCarla)}};
  for (int time = 0; time < 2; ++time) {
    ASSERT_THAT(Handle(Left(kCarla)), IsOk());
    EXPECT_EQ(Audited(), entries);
  }
}

TEST_F(Departure, IsAuditedWhenItIsCaughtUp) {
  const std::string item = suite.Item(kAna, kAna).name();
  Leave(kAna);
  suite.organization.Touch(suite.clock.Now() + departure::kMirrorLag);
  for (int time = 0; time < 2; ++time) {
    ASSERT_THAT(departures.CatchUp(), IsOk());
    EXPECT_EQ(Audited(), (Entries{{item, Person(kAna)}}));
  }
}

TEST_F(Departure, LetsAGroupGoOnUntilItsLastAttendee) {
  const std::string plan = suite.Scheduled(kCarla, {kAna, kBen}).name();
  Leave(kAna);
  ASSERT_THAT(Handle(Left(kAna)), IsOk());
  EXPECT_EQ(Session(plan).state(), v1::COACHING_SESSION_STATE_SCHEDULED);
  Leave(kBen);
  ASSERT_THAT(Handle(Left(kBen)), IsOk());
  EXPECT_EQ(Session(plan).state(), v1::COACHING_SESSION_STATE_CANCELLED);
}

TEST_F(Departure, AcknowledgesWhatWaitedForNobodyElse) {
  const std::string waiting = suite.Held(kCarla, {kAna, kBen}).name();
  const std::string untouched = suite.Held(kCarla, {kAna, kBen}).name();
  Acknowledge(kAna, waiting);
  Leave(kBen);
  ForgetWhatWasTold();
  ASSERT_THAT(Handle(Left(kBen)), IsOk());
  EXPECT_EQ(Session(waiting).state(), v1::COACHING_SESSION_STATE_ACKNOWLEDGED);
  EXPECT_EQ(Session(untouched).state(), v1::COACHING_SESSION_STATE_HELD);
  EXPECT_THAT(suite.Told(), ElementsAre("coaching.acknowledged"));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM session_participant WHERE session = ? AND "
                                    "counted_time IS NOT NULL",
                                    {std::string(api::IdOf(waiting))}),
            2);
}

TEST_F(Departure, DoesNothingTwice) {
  suite.Scheduled(kCarla, {kAna});
  suite.Item(kCarla, kAna);
  Leave(kAna);
  ForgetWhatWasTold();
  for (int time = 0; time < 2; ++time) ASSERT_THAT(Handle(Left(kAna)), IsOk());
  EXPECT_THAT(suite.Told(), ElementsAre("coaching.cancelled", "action_item.dropped"));
}

TEST_F(Departure, LeavesAloneWhoIsBack) {
  const std::string plan = suite.Scheduled(kCarla, {kAna}).name();
  const std::string item = suite.Item(kCarla, kAna).name();
  Leave(kAna, absl::CivilDay(2026, 1, 12));
  const events::v1::Event left = Left(kAna);
  records.Status(kAna, absl::CivilDay(2026, 1, 13), directory::v1::PERSON_STATE_ACTIVE);
  suite.organization.Set(records.Build(++version), suite.clock.Now());
  ASSERT_THAT(Handle(left), IsOk());
  EXPECT_EQ(Session(plan).state(), v1::COACHING_SESSION_STATE_SCHEDULED);
  EXPECT_EQ(ItemState(item), v1::ACTION_ITEM_STATE_OPEN);
}

TEST_F(Departure, WaitsForTheOrganisationThatTheEventIsOf) {
  const std::string plan = suite.Scheduled(kCarla, {kAna}).name();
  ++version;
  const events::v1::Event left = Left(kAna);
  EXPECT_THAT(Handle(left), StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
  EXPECT_EQ(Session(plan).state(), v1::COACHING_SESSION_STATE_SCHEDULED);
  --version;
  Leave(kAna);
  ASSERT_THAT(Handle(left), IsOk());
  EXPECT_EQ(Session(plan).state(), v1::COACHING_SESSION_STATE_CANCELLED);
}

TEST_F(Departure, HoldsThoughTheClockOfDirectoryIsAhead) {
  const std::string plan = suite.Scheduled(kCarla, {kAna}).name();
  suite.Pass(absl::Hours(12) - absl::Seconds(1));
  Leave(kAna, absl::CivilDay(2026, 1, 15));
  events::v1::Event left = Left(kAna);
  *left.mutable_time() = ToTimestamp(suite.clock.Now() + absl::Seconds(2));
  ASSERT_THAT(Handle(left), IsOk());
  EXPECT_EQ(Session(plan).state(), v1::COACHING_SESSION_STATE_CANCELLED);
}

TEST_F(Departure, OfABusyCoachIsDoneInSteps) {
  constexpr int kPlans = 120;
  for (int plan = 0; plan < kPlans; ++plan) suite.Scheduled(kCarla, {kAna});
  Leave(kCarla);
  ForgetWhatWasTold();
  ASSERT_THAT(Handle(Left(kCarla)), IsOk());
  EXPECT_THAT(suite.Told(), AllOf(SizeIs(kPlans), Each("coaching.cancelled")));
}

TEST_F(Departure, OfABusyCoachNeedsOneConnectionAtATime) {
  constexpr int kPlans = 60;
  for (int plan = 0; plan < kPlans; ++plan) suite.Scheduled(kCarla, {kAna});
  Leave(kCarla);
  ForgetWhatWasTold();
  sql::DatabaseOptions options = suite.database.options();
  options.connections = 1;
  const auto database = sql::Database::Create(options, suite.clock);
  const Env env{*database, suite.organization, suite.events->outbox(), suite.metrics};
  Departures one(env, suite.clock);
  ASSERT_THAT(Handle(Left(kCarla), one, *database), IsOk());
  EXPECT_THAT(suite.Told(), SizeIs(kPlans));
}

TEST_F(Departure, IsCaughtUpForWhatWasBegunByWhoDidNotKnow) {
  Leave(kAna);
  ASSERT_THAT(Handle(Left(kAna)), IsOk());
  // A replica whose organisation is older.
  suite.organization.Set(Organization().Build(), suite.clock.Now());
  const std::string plan = suite.Scheduled(kCarla, {kAna}).name();
  suite.organization.Set(records.Build(version), suite.clock.Now() + departure::kMirrorLag);
  ASSERT_THAT(departures.CatchUp(), IsOk());
  EXPECT_EQ(Session(plan).state(), v1::COACHING_SESSION_STATE_CANCELLED);
}

TEST_F(Departure, IsCaughtUpForEverybodyWhoHasLeft) {
  const std::string plan = suite.Scheduled(kCarla, {kAna}).name();
  const std::string waiting = suite.Held(kCarla, {kAna, kBen}).name();
  const std::string item = suite.Item(kCarla, kBen).name();
  const std::string other = suite.Item(kCarla, kCarla).name();
  Acknowledge(kAna, waiting);
  Leave(kAna);
  Leave(kBen);
  ForgetWhatWasTold();
  suite.organization.Touch(suite.clock.Now() + departure::kMirrorLag);
  ASSERT_THAT(departures.CatchUp(), IsOk());
  EXPECT_THAT(suite.Told(), ::testing::UnorderedElementsAre("coaching.cancelled", "coaching.acknowledged",
                                                            "action_item.dropped"));
  EXPECT_EQ(ItemState(other), v1::ACTION_ITEM_STATE_OPEN);
  ASSERT_THAT(departures.CatchUp(), IsOk());
  EXPECT_THAT(suite.Told(), SizeIs(3));
}

TEST_F(Departure, IsNotCaughtUpByAnOldOrganisation) {
  suite.Scheduled(kCarla, {kAna});
  Leave(kAna);
  ForgetWhatWasTold();
  std::jthread catching(
      [this] { EXPECT_THAT(departures.CatchUp(), StatusIs(absl::StatusCode::kCancelled)); });
  departures.Stop();
  catching.join();
  EXPECT_THAT(suite.Told(), IsEmpty());
}

// Time passes while somebody looks; when it has been long enough for the log, the organisation comes.
class PassingClock final : public Clock {
 public:
  PassingClock(absl::Time begin, org::Holder& organization)
      : end_(begin + absl::Seconds(40)), now_(begin), organization_(organization) {}
  absl::Time Now() const override {
    now_ += absl::Seconds(10);
    if (now_ > end_) organization_.Touch(now_ + departure::kMirrorLag);
    return now_;
  }

 private:
  const absl::Time end_;
  mutable absl::Time now_;
  org::Holder& organization_;
};

TEST_F(Departure, LogsOnceThatTheOrganisationDoesNotCome) {
  const PassingClock clock(suite.clock.Now(), suite.organization);
  Departures waiting(suite.env(), clock);
  ::testing::internal::CaptureStderr();
  EXPECT_THAT(waiting.CatchUp(), IsOk());
  const std::string log = ::testing::internal::GetCapturedStderr();
  const std::string_view line = "waits for the organisation";
  const std::size_t first = log.find(line);
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(log.find(line, first + 1), std::string::npos);
}

// Directory's events, to every watcher from the beginning.
class FakeDirectory final : public events::v1::EventService::CallbackService,
                            public rpc::testing::ScriptedAttempts<events::v1::WatchEventsResponse> {
 public:
  grpc::ServerWriteReactor<events::v1::WatchEventsResponse>* WatchEvents(
      grpc::CallbackServerContext* context, const events::v1::WatchEventsRequest* request) override {
    return Open(*context, request->resume_token());
  }
};

TEST_F(Departure, IsDoneOnceByTwoReplicas) {
  FakeDirectory directory;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&directory);
  const auto server = builder.BuildAndStart();
  suite.database.Execute("INSERT INTO event_consumer VALUES ('directory', 1, 'begin', '2026-01-14')");
  constexpr int kPlans = 120;  // in several steps
  for (int plan = 0; plan < kPlans; ++plan) suite.Scheduled(kCarla, {kAna});
  Leave(kCarla);
  ForgetWhatWasTold();

  events::ConsumerOptions options;
  options.name = "directory";
  options.actor = kOwnActor;
  std::array<metrics::Registry, 2> registries;
  std::vector<std::unique_ptr<events::Consumer>> replicas;
  for (metrics::Registry& registry : registries) {
    replicas.push_back(std::make_unique<events::Consumer>(
        grpc::CreateChannel("127.0.0.1:" + std::to_string(port), grpc::InsecureChannelCredentials()), options,
        *suite.db, registry, suite.clock,
        events::Consumer::Work{
            .prepare = [this](const events::v1::Event& event) { return departures.Prepare(event); },
            .handle = [this](const events::v1::Event& event, sql::Connection& connection,
                             sql::Changes& changes) { return departures.Handle(event, connection, changes); },
            .catch_up = [this] { return departures.CatchUp(); }}));
  }
  events::v1::WatchEventsResponse message;
  *message.mutable_event() = Left(kCarla);
  message.set_resume_token("after");
  for (std::size_t replica = 0; replica < 2; ++replica) {
    EXPECT_EQ(directory.WaitForAttempt(replica).resume_token, "begin");
    directory.WaitForAttempt(replica).stream->Push({message});
  }
  EXPECT_TRUE(Eventually([this] {
    return suite.database.Query("SELECT resume_token FROM event_consumer").front().Text(0) == "after";
  }));
  replicas.clear();
  EXPECT_THAT(suite.Told(), AllOf(SizeIs(kPlans), Each("coaching.cancelled")));
  EXPECT_EQ(suite.database.QueryInt("SELECT version FROM event_consumer"), 2);
  server->Shutdown(std::chrono::system_clock::now());
}

TEST_F(Departure, FindsWhatIsOpenWithoutScanning) {
  constexpr int kMany = 40;
  for (int i = 0; i < kMany; ++i) {
    suite.Held(kCarla, {kBen, kAna});
    suite.Scheduled(kTop, {kCarla, kSkip});
    suite.Item(kPeer, kPeer);
    suite.Given(kPeer, kAna);
  }
  suite.Scheduled(kCoach, {kAna});
  suite.Item(kAna, kAna);
  suite.Drafted(kAna, kBen);
  for (const char* table : {"coaching_session", "session_participant", "action_item", "feedback"}) {
    suite.database.Query(std::string("ANALYZE TABLE ") + table);
  }
  const auto explained = suite.db->Read<int>(
      suite.clock.Now() + absl::Minutes(1), [&](sql::Connection& connection) -> absl::StatusOr<int> {
        Explaining explaining(suite.database, connection);
        EXPECT_THAT(departure::FindOpen(explaining, kCoach), IsOk());
        EXPECT_THAT(departure::FindOpen(explaining, kAna), IsOk());
        EXPECT_THAT(departure::OwnersOfItems(explaining, v1::ACTION_ITEM_STATE_IN_PROGRESS, {}), IsOk());
        EXPECT_THAT(departure::AuthorsOfDrafts(explaining, {}), IsOk());
        return 0;
      });
  EXPECT_THAT(explained, IsOk());
}

}  // namespace
}  // namespace laurel::feedback::testing
