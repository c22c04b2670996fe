#include "common/events/outbox.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "google/protobuf/any.pb.h"

namespace laurel::events {
namespace {

constexpr std::string_view kTable = "event_pending";

bool TellsNothingYet(const sql::Changes& changes) {
  return std::ranges::none_of(changes.inserts(), [](const auto& insert) { return insert.table == kTable; });
}

}  // namespace

Outbox::Outbox(const Catalog& catalog, metrics::Registry& registry, std::function<void()> committed)
    : catalog_(catalog), committed_(std::move(committed)) {
  const metrics::Family<metrics::Counter> family =
      registry.Counters("laurel_events_total", "Events told by committed changes.", {"type"});
  for (const auto& [type, data] : catalog.types()) emitted_.emplace(type, &family.With({type}));
}

void Outbox::Emit(sql::Changes& changes, const Draft& draft, const google::protobuf::Message& data) const {
  const auto declared = catalog_.types().find(draft.type);
  if (declared == catalog_.types().end()) {
    throw std::logic_error(fmt::format("no event type of this service: {}", draft.type));
  }
  if (declared->second != data.GetDescriptor()->full_name()) {
    throw std::logic_error(fmt::format("{} carries {}, not {}", draft.type, declared->second,
                                       data.GetDescriptor()->full_name()));
  }
  if (draft.audience.empty()) throw std::logic_error(fmt::format("nobody hears {}", draft.type));

  if (committed_ && TellsNothingYet(changes)) changes.OnCommitted(committed_);
  changes.OnCommitted([counter = emitted_.find(draft.type)->second] { counter->Increment(); });
  google::protobuf::Any any;
  any.PackFrom(data);
  changes.Insert(kTable, {"id", "type", "subject", "time", "audience", "data"},
                 {ids_.Next(draft.time), std::string(draft.type), std::string(draft.subject), draft.time,
                  draft.audience.ToText(), any.SerializeAsString()});
}

}  // namespace laurel::events
