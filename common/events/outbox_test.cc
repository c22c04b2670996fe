#include "common/events/outbox.h"

#include <gmock/gmock.h>

#include <stdexcept>

#include "common/events/testing/event_database.h"
#include "common/events/testing/things.pb.h"
#include "google/protobuf/any.pb.h"

namespace laurel::events {
namespace {

using ::laurel::testing::IsOk;
using ::laurel::testing::StatusIs;
using testing::BoxEvent;
using ::testing::IsEmpty;
using testing::ThingEvent;

constexpr char kThing[] = "things/01hv3k5e6m7n8p9q0r1s2t3v4w";

class OutboxTest : public testing::EventDatabase {
 protected:
  Draft Made(absl::Time time = SystemClock().Now()) const {
    return {.type = "thing.made", .subject = kThing, .time = time, .audience = Audience::Everyone()};
  }

  // A write that tells what `tell` tells; answers the event itself, to have an answer.
  absl::Status Write(const std::function<absl::Status(sql::Changes&)>& tell,
                     const std::string& request_id = "") {
    return database_
        ->Write<ThingEvent>(
            {.now = SystemClock().Now(),
             .deadline = testing::Soon(),
             .key = {.principal = "someone",
                     .method = "m",
                     .request_id = request_id,
                     .body_hash = std::string(32, 'h')},
             .actor = "people/01hv3k5e6m7n8p9q0r1s2t3v4w"},
            [&](sql::Connection&, sql::Changes& changes) -> absl::StatusOr<ThingEvent> {
              RETURN_IF_ERROR(tell(changes));
              return ThingEvent();
            },
            [](sql::Connection&, const ThingEvent&) { return absl::OkStatus(); })
        .status();
  }

  double Counted(const std::string& type) {
    return registry_.Counters("laurel_events_total", "Events told by committed changes.", {"type"})
        .With({type})
        .Value();
  }

  metrics::Registry registry_;
  const Catalog catalog_{"shed", {ThingEvent::descriptor(), BoxEvent::descriptor()}};
  int woken_ = 0;
  const Outbox outbox_{catalog_, registry_, [this] { ++woken_; }};
};

TEST_F(OutboxTest, WritesTheEventWithWhatItTellsOf) {
  ThingEvent data;
  data.set_thing(kThing);
  data.set_state(testing::THING_STATE_WHOLE);
  const absl::Time time = absl::FromUnixMicros(1'768'392'000'123'456);
  ASSERT_THAT(Write([&](sql::Changes& changes) {
                outbox_.Emit(changes, Made(time), data);
                return absl::OkStatus();
              }),
              IsOk());
  const sql::Rows rows =
      test_database_.Query("SELECT type, subject, time, audience, data, id FROM event_pending");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].Text(0), "thing.made");
  EXPECT_EQ(rows[0].Text(1), kThing);
  EXPECT_EQ(rows[0].Time(2), time);
  EXPECT_EQ(rows[0].Text(3), "everyone");
  google::protobuf::Any any;
  ASSERT_TRUE(any.ParseFromString(std::string(rows[0].Text(4))));
  ThingEvent stored;
  ASSERT_TRUE(any.UnpackTo(&stored));
  EXPECT_EQ(stored.SerializeAsString(), data.SerializeAsString());
  EXPECT_TRUE(api::IsUlid(rows[0].Text(5)));
}

TEST_F(OutboxTest, KeepsTheOrderOfEmissionWithinOneChange) {
  constexpr int kEvents = 150;  // more than one statement
  ASSERT_THAT(Write([&](sql::Changes& changes) {
                for (int i = 0; i < kEvents; ++i) {
                  Draft draft = Made();
                  const std::string subject = fmt::format("things/{}", i);
                  draft.subject = subject;
                  outbox_.Emit(changes, draft, ThingEvent());
                }
                return absl::OkStatus();
              }),
              IsOk());
  const sql::Rows rows = test_database_.Query("SELECT subject FROM event_pending ORDER BY inserted, id");
  ASSERT_EQ(rows.size(), std::size_t{kEvents});
  for (int i = 0; i < kEvents; ++i)
    EXPECT_EQ(rows[static_cast<std::size_t>(i)].Text(0), fmt::format("things/{}", i));
}

TEST_F(OutboxTest, WakesOnceAndCountsEachAfterTheCommit) {
  ASSERT_THAT(Write([&](sql::Changes& changes) {
                outbox_.Emit(changes, Made(), ThingEvent());
                outbox_.Emit(changes, Made(), ThingEvent());
                Draft opened = Made();
                opened.type = "box.opened";
                outbox_.Emit(changes, opened, BoxEvent());
                EXPECT_EQ(woken_, 0);
                EXPECT_EQ(Counted("thing.made"), 0);
                return absl::OkStatus();
              }),
              IsOk());
  EXPECT_EQ(woken_, 1);
  EXPECT_EQ(Counted("thing.made"), 2);
  EXPECT_EQ(Counted("box.opened"), 1);
}

TEST_F(OutboxTest, TellsNothingOfARefusal) {
  EXPECT_THAT(Write([&](sql::Changes& changes) {
                outbox_.Emit(changes, Made(), ThingEvent());
                return absl::FailedPreconditionError("no");
              }),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(Pending(), 0);
  EXPECT_EQ(woken_, 0);
  EXPECT_EQ(Counted("thing.made"), 0);
}

TEST_F(OutboxTest, TellsNothingOfAGuardThatFails) {
  EXPECT_THAT(Write([&](sql::Changes& changes) {
                outbox_.Emit(changes, Made(), ThingEvent());
                changes.Update("UPDATE lease SET owner = ? WHERE name = 'nobody'", {std::string("x")});
                return absl::OkStatus();
              }),
              StatusIs(absl::StatusCode::kUnavailable, "CONTENTION"));
  EXPECT_EQ(Pending(), 0);
  EXPECT_EQ(woken_, 0);
}

TEST_F(OutboxTest, TellsOnceOfARequestThatComesTwice) {
  const auto tell = [&](sql::Changes& changes) {
    outbox_.Emit(changes, Made(), ThingEvent());
    return absl::OkStatus();
  };
  const std::string request_id = "0b7a6c1e-6f5e-4b0e-9d5e-3d9a5a0c7b11";
  ASSERT_THAT(Write(tell, request_id), IsOk());
  ASSERT_THAT(Write(tell, request_id), IsOk());
  EXPECT_EQ(Pending(), 1);
  EXPECT_EQ(woken_, 1);
}

TEST(Outbox, RefusesWhatTheCatalogueDoesNotKnowAndWhatNobodyHears) {
  metrics::Registry registry;
  const Catalog catalog("shed", {ThingEvent::descriptor(), BoxEvent::descriptor()});
  const Outbox outbox(catalog, registry);
  sql::Changes changes;
  const absl::Time now = absl::Now();
  EXPECT_THROW(outbox.Emit(changes, {"thing.lost", kThing, now, Audience::Everyone()}, ThingEvent()),
               std::logic_error);
  EXPECT_THROW(outbox.Emit(changes, {"thing.made", kThing, now, Audience::Everyone()}, BoxEvent()),
               std::logic_error);
  EXPECT_THROW(outbox.Emit(changes, {"thing.made", kThing, now, Audience().Person("")}, ThingEvent()),
               std::logic_error);
  EXPECT_THAT(changes.inserts(), IsEmpty());
  EXPECT_THAT(changes.on_committed(), IsEmpty());
}

}  // namespace
}  // namespace laurel::events
