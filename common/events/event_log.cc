#include "common/events/event_log.h"

#include <utility>

namespace laurel::events {

EventLog::EventLog(const Catalog& catalog, sql::Database& database, metrics::Registry& registry,
                   EventLogOptions options)
    : catalog_(catalog),
      database_(database),
      registry_(registry),
      options_(std::move(options)),
      outbox_(catalog, registry, [this] { WakeSequencer(); }) {}

EventLog::~EventLog() { Stop(); }

void EventLog::Start() {
  feed_ = std::make_unique<Feed>(database_, registry_, options_.feed);
  auto sequencer =
      std::make_unique<Sequencer>(database_, registry_, options_.sequencer, [this] { feed_->Wake(); });
  const absl::MutexLock lock(&mutex_);
  sequencer_ = std::move(sequencer);
}

void EventLog::Stop() {
  const absl::MutexLock stopping(&stopping_);
  // First those who follow: the sequencer may be in the middle of a statement.
  if (feed_ != nullptr) feed_->Stop();
  std::unique_ptr<Sequencer> ended;  // joins its thread after the lock is given back
  const absl::MutexLock lock(&mutex_);
  ended = std::move(sequencer_);
}

void EventLog::WakeSequencer() {
  const absl::MutexLock lock(&mutex_);
  if (sequencer_ != nullptr) sequencer_->Wake();
}

}  // namespace laurel::events
