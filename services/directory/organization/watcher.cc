#include "services/directory/organization/watcher.h"

#include <utility>

#include "common/events/audience.h"
#include "common/status/error.h"
#include "services/directory/organization/store.h"

namespace laurel::directory::organization {

events::Follower::Taken Watcher::Take(const std::shared_ptr<const events::Sequenced>& event) {
  if (!MayGoOn()) return Leave();
  if (watch_.open) {
    // Of the snapshot's own position: only what is whole can be resumed from.
    const Taken closed = Bookmark(watch_.place.position);
    if (closed != Taken::kYes) return closed;
  }
  if (event->event.type() != kChanged) return writer_->closed() ? Taken::kGone : Taken::kYes;
  auto message = std::make_shared<v1::WatchOrganizationResponse>();
  if (!event->event.data().UnpackTo(message->mutable_change())) {
    End(InternalError("organization.changed without records"));
    return Taken::kGone;
  }
  const std::int64_t version = message->change().version();
  if (version <= watch_.place.version) return Taken::kYes;
  message->mutable_change()->clear_version();
  return Send(std::move(message), {.position = event->position, .version = version});
}

events::Follower::Taken Watcher::Bookmark(std::int64_t position) {
  if (!MayGoOn()) return Leave();
  auto message = std::make_shared<v1::WatchOrganizationResponse>();
  message->mutable_bookmark();
  return Send(std::move(message), {.position = position, .version = watch_.place.version});
}

void Watcher::End(absl::Status why) { writer_->Finish(std::move(why)); }

bool Watcher::MayGoOn() const {
  return events::MayStay(watch_.caller, watch_.token_expires, *organization_.Current(), clock_.Now());
}

events::Follower::Taken Watcher::Leave() {
  writer_->Finish(Unauthenticated());
  return Taken::kGone;
}

events::Follower::Taken Watcher::Send(std::shared_ptr<v1::WatchOrganizationResponse> message,
                                      const Place& place) {
  message->set_version(place.version);
  message->set_resume_token(watch_.tokens.Make(place));
  if (!writer_->Push(std::move(message))) return writer_->closed() ? Taken::kGone : Taken::kFull;
  watch_.place = place;
  watch_.open = false;
  return Taken::kYes;
}

}  // namespace laurel::directory::organization
