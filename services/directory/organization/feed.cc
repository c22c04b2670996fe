#include "services/directory/organization/feed.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "services/directory/organization/loader.h"

namespace laurel::directory::organization {
namespace {

constexpr absl::Duration kLoadDeadline = absl::Seconds(60);
constexpr absl::Duration kFollowDeadline = absl::Seconds(5);
constexpr absl::Duration kFirstBackoff = absl::Milliseconds(100);
constexpr absl::Duration kLastBackoff = absl::Seconds(2);
constexpr absl::Duration kCatchUp = absl::Seconds(1);

}  // namespace

Feed::Feed(sql::Database& database, org::Holder& holder, const Clock& clock, FeedOptions options)
    : database_(database), holder_(holder), clock_(clock), options_(options) {}

Feed::~Feed() { Stop(); }

void Feed::Start(Listener listener) {
  listener_ = std::move(listener);
  thread_ = std::thread([this] { Run(); });
}

void Feed::Stop() {
  {
    const absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

bool Feed::loaded() const {
  const absl::MutexLock lock(&mutex_);
  return loaded_;
}

bool Feed::stopping() const {
  const absl::MutexLock lock(&mutex_);
  return stopping_;
}

void Feed::CatchUp(std::int64_t version, absl::Time deadline) {
  {
    const absl::MutexLock lock(&mutex_);
    wanted_ = true;
  }
  holder_.WaitIfRoom(std::min(absl::Now() + kCatchUp, deadline),
                     [version](const org::Organization& current) { return current.version() >= version; });
}

void Feed::Run() {
  absl::Duration backoff = kFirstBackoff;
  while (!stopping()) {
    const absl::Status status = loaded() ? Follow() : Load();
    if (status.ok()) {
      backoff = kFirstBackoff;
      Pause(options_.poll);
      continue;
    }
    log::Warning("the organisation could not be read", {{"code", absl::StatusCodeToString(status.code())}});
    Pause(backoff);
    backoff = std::min(backoff * 2, kLastBackoff);
  }
}

absl::Status Feed::Load() {
  ASSIGN_OR_RETURN(const Snapshot snapshot,
                   database_.Read<Snapshot>(clock_.Now() + kLoadDeadline, [](sql::Connection& connection) {
                     return LoadSnapshot(connection);
                   }));
  position_ = snapshot.position;
  holder_.Set(org::Organization().With(snapshot.records, position_.version), clock_.Now());
  log::Info("the organisation is loaded",
            {{"version", position_.version},
             {"people", static_cast<std::int64_t>(snapshot.records.people_size())}});
  {
    const absl::MutexLock lock(&mutex_);
    loaded_ = true;
  }
  listener_({.origin = position_.origin, .loaded = true, .changes = {}});
  return absl::OkStatus();
}

absl::Status Feed::Follow() {
  using Changes = std::vector<Change>;
  ASSIGN_OR_RETURN(Changes changes, database_.Read<Changes>(
                                        clock_.Now() + kFollowDeadline, [this](sql::Connection& connection) {
                                          return ReadChanges(connection, position_.version);
                                        }));
  if (changes.empty()) {
    holder_.Touch(clock_.Now());
  } else {
    // Versions have no gaps: a change that is missing here was purged while this replica was cut off, or
    // never ours.
    if (changes.front().version != position_.version + 1) {
      log::Warning("the organisation is read again: changes are missing", {{"version", position_.version}});
      return Load();
    }
    v1::OrganizationRecords all;
    for (const Change& change : changes) all.MergeFrom(change.records);
    position_.version = changes.back().version;
    holder_.Set(holder_.Current()->With(all, position_.version), clock_.Now());
  }
  listener_({.origin = position_.origin, .loaded = false, .changes = std::move(changes)});
  return absl::OkStatus();
}

void Feed::Pause(absl::Duration time) {
  const absl::MutexLock lock(&mutex_);
  const auto awake = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return stopping_ || wanted_; };
  mutex_.AwaitWithTimeout(absl::Condition(&awake), time);
  wanted_ = false;
}

}  // namespace laurel::directory::organization
