// Where handlers say what happened: the event is written in the transaction of what it tells of, or not at
// all. Thread-safe; each Changes is used by one thread at a time.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "common/api/ulid.h"
#include "common/events/audience.h"
#include "common/events/catalog.h"
#include "common/metrics/registry.h"
#include "common/sql/changes.h"
#include "google/protobuf/message.h"

namespace laurel::events {

struct Draft {
  std::string_view type;     // of the catalogue
  std::string_view subject;  // the resource's full name
  absl::Time time;
  Audience audience;
};

class Outbox {
 public:
  // Counts laurel_events_total{type}. `catalog` and `registry` outlive it. `committed` is called after each
  // COMMIT that told something, from any thread: it wakes the sequencer. May be empty.
  Outbox(const Catalog& catalog, metrics::Registry& registry, std::function<void()> committed = nullptr);

  // Events of one Changes keep the order in which they are emitted. `data` holds names, enums, numbers and
  // times, never text that people wrote. std::logic_error: a type that the catalogue does not know or that
  // goes with another message, or nobody to hear it.
  void Emit(sql::Changes& changes, const Draft& draft, const google::protobuf::Message& data) const;

 private:
  const Catalog& catalog_;
  std::map<std::string, metrics::Counter*, std::less<>> emitted_;  // by type
  const std::function<void()> committed_;
  mutable api::UlidSequence ids_;  // of all events of the process: events of one statement stay in order
};

}  // namespace laurel::events
