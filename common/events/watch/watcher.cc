#include "common/events/watch/watcher.h"

#include <utility>

#include "common/events/audience.h"
#include "common/events/catalog.h"
#include "common/org/access.h"
#include "common/status/error.h"

namespace laurel::events {
namespace {

// gRPC takes these in a few milliseconds from a client that reads; the feed keeps the rest for all watchers
// together.
constexpr std::size_t kMostQueued = 128;

absl::Status Stale() {
  return Error(
             absl::StatusCode::kUnavailable, "ORGANIZATION_STALE",
             "who may read an event cannot be told while the directory is silent; resume with the last token")
      .RetryAfter(absl::Seconds(5));
}

}  // namespace

Watcher::Watcher(std::shared_ptr<EventWriter> writer, Watch watch, const org::Holder& organization,
                 const Clock& clock)
    : writer_(std::move(writer)), watch_(std::move(watch)), organization_(organization), clock_(clock) {}

Follower::Taken Watcher::Take(const std::shared_ptr<const Sequenced>& event) {
  if (writer_->closed()) return Taken::kGone;
  if (!Catalog::Matches(watch_.types, event->event.type())) return Taken::kYes;
  if (writer_->queued() >= kMostQueued) return Taken::kFull;
  const absl::Time now = clock_.Now();
  const auto organization = organization_.Current();
  if (!MayStay(watch_.caller, watch_.token_expires, *organization, now)) return Leave(Unauthenticated());
  const bool fresh = now - organization_.FreshAt() <= org::kStaleAfter;
  switch (MayHear(event->audience, watch_.caller, *organization, fresh, now)) {
    case Hears::kNo:
      return Taken::kYes;
    case Hears::kUnknown:
      return Leave(Stale());
    case Hears::kYes:
      break;
  }
  auto message = std::make_shared<v1::WatchEventsResponse>();
  *message->mutable_event() = event->event;
  message->mutable_event()->set_source(watch_.source);
  if (watch_.caller.is.Has(common::v1::CALLER_INTEGRATION)) message->mutable_event()->clear_data();
  return Push(std::move(message), event->position);
}

Follower::Taken Watcher::Bookmark(std::int64_t position) {
  if (writer_->closed()) return Taken::kGone;
  if (!MayStay(watch_.caller, watch_.token_expires, *organization_.Current(), clock_.Now())) {
    return Leave(Unauthenticated());
  }
  if (writer_->queued() >= kMostQueued) return Taken::kFull;
  auto message = std::make_shared<v1::WatchEventsResponse>();
  message->mutable_bookmark();
  return Push(std::move(message), position);
}

void Watcher::End(absl::Status why) { writer_->Finish(std::move(why)); }

Follower::Taken Watcher::Leave(absl::Status why) {
  writer_->Finish(std::move(why));
  return Taken::kGone;
}

Follower::Taken Watcher::Push(std::shared_ptr<v1::WatchEventsResponse> message, std::int64_t position) {
  message->set_resume_token(watch_.tokens.Make(position));
  if (writer_->Push(std::move(message))) return Taken::kYes;
  return writer_->closed() ? Taken::kGone : Taken::kFull;
}

}  // namespace laurel::events
