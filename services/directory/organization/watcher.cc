#include "services/directory/organization/watcher.h"

#include <utility>

#include "common/status/error.h"
#include "services/directory/organization/store.h"

namespace laurel::directory::organization {

events::Follower::Taken Watcher::Take(const std::shared_ptr<const events::Sequenced>& event) {
  if (open_) {
    // Of the snapshot's own position: only what is whole can be resumed from.
    const Taken closed = Bookmark(place_.position);
    if (closed != Taken::kYes) return closed;
  }
  if (event->event.type() != kChanged) return writer_->closed() ? Taken::kGone : Taken::kYes;
  auto message = std::make_shared<v1::WatchOrganizationResponse>();
  if (!event->event.data().UnpackTo(message->mutable_change())) {
    End(InternalError("organization.changed without records"));
    return Taken::kGone;
  }
  const std::int64_t version = message->change().version();
  if (version <= place_.version) return Taken::kYes;
  message->mutable_change()->clear_version();
  return Send(std::move(message), {.position = event->position, .version = version});
}

events::Follower::Taken Watcher::Bookmark(std::int64_t position) {
  auto message = std::make_shared<v1::WatchOrganizationResponse>();
  message->mutable_bookmark();
  return Send(std::move(message), {.position = position, .version = place_.version});
}

void Watcher::End(absl::Status why) { writer_->Finish(std::move(why)); }

events::Follower::Taken Watcher::Send(std::shared_ptr<v1::WatchOrganizationResponse> message,
                                      const Place& place) {
  message->set_version(place.version);
  message->set_resume_token(tokens_.Make(place));
  if (!writer_->Push(std::move(message))) return writer_->closed() ? Taken::kGone : Taken::kFull;
  place_ = place;
  open_ = false;
  return Taken::kYes;
}

}  // namespace laurel::directory::organization
