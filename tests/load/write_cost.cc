// What a durable write costs without its event, with it, and with the sequencer that gives it its position.
// Against a server of its own, or the one that LAUREL_TEST_DATABASE names. Times are per write, of a closed
// loop on 1 or 8 threads.
#include <benchmark/benchmark.h>

#include <memory>

#include "common/api/ulid.h"
#include "common/events/event_log.h"
#include "common/sql/migrate.h"
#include "common/testing/test_database.h"
#include "common/time/clock.h"
#include "laurel/feedback/v1/action_item.pb.h"
#include "laurel/feedback/v1/events.pb.h"

namespace laurel {
namespace {

using feedback::v1::ActionItem;
using feedback::v1::ActionItemEvent;

enum Events { kNone, kToldOnly, kSequenced };

// Shared by the threads of one measurement; made and destroyed by the first.
struct World {
  explicit World(Events what)
      : db(database.Open()), catalog("load", {ActionItemEvent::descriptor()}), log(catalog, *db, registry) {
    const absl::Status migrated = sql::Migrate(*db, "load", {}, SystemClock().Now() + absl::Minutes(1));
    if (!migrated.ok()) std::abort();
    database.Execute(
        "CREATE TABLE item (id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY, "
        "text VARCHAR(200) NOT NULL) ENGINE=InnoDB");
    if (what == kSequenced) log.Start();
  }

  testing::TestDatabase database;
  std::unique_ptr<sql::Database> db;
  metrics::Registry registry;
  const events::Catalog catalog;
  events::EventLog log;
};

std::unique_ptr<World> world;

// The shape of a create: request log, row, audit, and the event.
absl::StatusOr<ActionItem> Create(const std::string& id, Events what, absl::Time now, sql::Changes& changes) {
  ActionItem item;
  item.set_name("actionItems/" + id);
  changes.Insert("item", {"id", "text"}, {id, std::string("Listen to two calls")});
  if (what == kNone) return item;
  ActionItemEvent data;
  data.set_action_item(item.name());
  data.set_owner("people/" + id);
  world->log.outbox().Emit(changes,
                           {.type = "action_item.created",
                            .subject = item.name(),
                            .time = now,
                            .audience = events::Audience().Person(id).ManagerOf(id)},
                           data);
  return item;
}

absl::Status WriteOne(Events what) {
  const absl::Time now = SystemClock().Now();
  const std::string id = api::NewUlid(now);
  const sql::WriteContext context{.now = now,
                                  .deadline = now + absl::Seconds(10),
                                  .key = {.principal = id,
                                          .method = "laurel.load/Create",
                                          .request_id = id + "-000000000",
                                          .body_hash = std::string(32, 'a')},
                                  .actor = "people/" + id,
                                  .audited = true};
  return world->db
      ->Write<ActionItem>(
          context, [&](sql::Connection&, sql::Changes& changes) { return Create(id, what, now, changes); },
          [](sql::Connection&, const ActionItem&) { return absl::OkStatus(); })
      .status();
}

void Writes(benchmark::State& state) {
  const auto what = static_cast<Events>(state.range(0));
  if (state.thread_index() == 0) world = std::make_unique<World>(what);
  for ([[maybe_unused]] const auto _ : state) {
    if (!WriteOne(what).ok()) state.SkipWithError("a write failed");
  }
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) world.reset();
}

BENCHMARK(Writes)
    ->ArgName("no_event=0,told=1,sequenced=2")
    ->DenseRange(0, 2)
    ->Threads(1)
    ->Threads(8)
    ->UseRealTime();

}  // namespace
}  // namespace laurel

BENCHMARK_MAIN();
