#include "common/events/watch/event_run.h"

#include <utility>

namespace laurel::events {
namespace {

std::size_t BytesOf(const Sequenced& event) {
  return sizeof(Sequenced) - sizeof(v1::Event) + event.event.SpaceUsedLong() + event.audience.capacity();
}

}  // namespace

bool EventRun::Add(std::shared_ptr<const Sequenced> event) {
  if (!empty() && event->position != last() + 1) return false;
  bytes_ += BytesOf(*event);
  events_.push_back(std::move(event));
  return true;
}

std::shared_ptr<const Sequenced> EventRun::Find(std::int64_t position) const {
  if (empty() || position < first() || position > last()) return nullptr;
  return events_[static_cast<std::size_t>(position - first())];
}

void EventRun::Trim(std::size_t most, std::size_t most_bytes) {
  while (!empty() && (size() > most || bytes_ > most_bytes)) {
    bytes_ -= BytesOf(*events_.front());
    events_.pop_front();
  }
}

void EventRun::Clear() {
  events_.clear();
  bytes_ = 0;
}

}  // namespace laurel::events
