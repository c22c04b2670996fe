#include "services/directory/organization/hub.h"

#include <utility>

#include "common/status/error.h"
#include "services/directory/organization/resume_token.h"

namespace laurel::directory::organization {
namespace {

constexpr std::size_t kSnapshotRecords = 2'000;
constexpr absl::Duration kBookmarkEvery = absl::Seconds(5);

absl::Status TooSlow() {
  return Error(absl::StatusCode::kUnavailable, "SLOW_WATCHER",
               "the stream is not read fast enough; resume with its token")
      .RetryAfter(absl::Seconds(1));
}

absl::Status BeginAgain() {
  return Error(absl::StatusCode::kUnavailable, "CHANGES_MISSED",
               "changes were missed; begin again with a snapshot")
      .RetryAfter(absl::Seconds(1));
}

}  // namespace

void Hub::Publish(const Feed::Step& step) {
  const absl::MutexLock lock(&mutex_);
  origin_ = step.origin;
  if (step.loaded) {
    published_ = holder_.Current()->version();
    for (const Watcher& watcher : watchers_) watcher.writer->Finish(BeginAgain());
    watchers_.clear();
    return;
  }
  const absl::Time now = clock_.Now();
  const bool bookmark = step.changes.empty();
  if (bookmark && now - last_bookmark_ < kBookmarkEvery) return;
  last_bookmark_ = now;
  if (!bookmark) published_ = step.changes.back().version;
  std::erase_if(watchers_, [&](Watcher& watcher) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (watcher.writer->closed()) return true;
    if (bookmark ? SendBookmark(watcher) : SendChanges(watcher, step.changes)) return false;
    watcher.writer->Finish(TooSlow());
    return true;
  });
}

void Hub::AddNew(std::shared_ptr<Writer> writer, const std::string& caller) {
  const absl::MutexLock lock(&mutex_);
  Watcher watcher{std::move(writer), caller, 0};
  const bool sent = SendSnapshot(watcher);
  Register(std::move(watcher), sent);
}

bool Hub::AddResumed(std::shared_ptr<Writer> writer, const std::string& caller, std::int64_t position,
                     const std::vector<Change>& since) {
  const absl::MutexLock lock(&mutex_);
  if ((since.empty() ? position : since.back().version) < published_) return false;
  Watcher watcher{std::move(writer), caller, position};
  const bool sent = SendChanges(watcher, since) && SendBookmark(watcher);
  Register(std::move(watcher), sent);
  return true;
}

void Hub::Register(Watcher watcher, bool sent) {
  if (sent) {
    watchers_.push_back(std::move(watcher));
  } else {
    watcher.writer->Finish(TooSlow());
  }
}

std::string Hub::origin() const {
  const absl::MutexLock lock(&mutex_);
  return origin_;
}

bool Hub::SendSnapshot(Watcher& watcher) {
  // The holder may already be ahead of what was published last; those changes are then skipped by their
  // version.
  const std::shared_ptr<const org::Organization> organization = holder_.Current();
  watcher.position = organization->version();
  for (v1::OrganizationRecords& part : organization->ToRecords(kSnapshotRecords)) {
    auto message = std::make_shared<v1::WatchOrganizationResponse>();
    *message->mutable_snapshot() = std::move(part);
    if (!watcher.writer->Push(std::move(message))) return false;
  }
  return SendBookmark(watcher);
}

bool Hub::SendChanges(Watcher& watcher, const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    if (change.version <= watcher.position) continue;
    auto message = std::make_shared<v1::WatchOrganizationResponse>();
    *message->mutable_change() = change.records;
    message->set_version(change.version);
    message->set_resume_token(MakeResumeToken(watcher.caller, {change.version, origin_}));
    if (!watcher.writer->Push(std::move(message))) return false;
    watcher.position = change.version;
  }
  return true;
}

bool Hub::SendBookmark(const Watcher& watcher) {
  auto message = std::make_shared<v1::WatchOrganizationResponse>();
  message->mutable_bookmark();
  message->set_version(watcher.position);
  message->set_resume_token(MakeResumeToken(watcher.caller, {watcher.position, origin_}));
  return watcher.writer->Push(std::move(message));
}

}  // namespace laurel::directory::organization
