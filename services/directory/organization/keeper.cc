#include "services/directory/organization/keeper.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "laurel/directory/v1/organization.pb.h"
#include "services/directory/organization/interruptible.h"
#include "services/directory/organization/loader.h"
#include "services/directory/organization/store.h"

namespace laurel::directory::organization {
namespace {

// Of one statement: a page of a table. Whoever stops the keeper waits no longer, however long the whole
// takes.
constexpr absl::Duration kPageDeadline = absl::Seconds(5);
constexpr absl::Duration kFollowDeadline = absl::Seconds(5);
constexpr absl::Duration kFeedLook = absl::Milliseconds(10);
constexpr absl::Duration kFirstBackoff = absl::Milliseconds(100);
constexpr absl::Duration kLastBackoff = absl::Seconds(2);
constexpr absl::Duration kCatchUp = absl::Seconds(1);
constexpr std::size_t kMostQueued = 1'000;

struct Loaded {
  Snapshot snapshot;
  std::int64_t position = 0;
};

// The position first: what is read after it holds everything up to it.
absl::StatusOr<Loaded> ReadWhole(sql::Connection& connection) {
  Loaded loaded;
  ASSIGN_OR_RETURN(loaded.position, events::ReadHead(connection));
  ASSIGN_OR_RETURN(loaded.snapshot, LoadSnapshot(connection));
  return loaded;
}

}  // namespace

// What has come from the feed and is not applied yet.
struct Keeper::Mail {
  std::vector<std::shared_ptr<const events::Sequenced>> changes;
  std::int64_t position = 0;
  bool alive = false;  // a bookmark came
  std::optional<absl::Status> end;
};

// Between the feed's thread, which must not wait, and the keeper's, which copies the organisation. Not the
// keeper itself, because the feed may hold on to it a little longer.
class Keeper::Inbox final : public events::Follower {
 public:
  Taken Take(const std::shared_ptr<const events::Sequenced>& event) override {
    const absl::MutexLock lock(&mutex_);
    if (mail_.end.has_value()) return Taken::kGone;
    if (mail_.changes.size() >= kMostQueued) return Taken::kFull;
    if (event->event.type() == kChanged) mail_.changes.push_back(event);
    mail_.position = event->position;
    return Taken::kYes;
  }
  Taken Bookmark(std::int64_t position) override {
    const absl::MutexLock lock(&mutex_);
    if (mail_.end.has_value()) return Taken::kGone;
    mail_.alive = true;
    mail_.position = position;
    return Taken::kYes;
  }
  void End(absl::Status why) override {
    const absl::MutexLock lock(&mutex_);
    mail_.end = std::move(why);
  }

  // Waits for something that matters: events of other types alone do not.
  Mail Wait() {
    const absl::MutexLock lock(&mutex_);
    const auto come = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
      return !mail_.changes.empty() || mail_.alive || mail_.end.has_value();
    };
    mutex_.Await(absl::Condition(&come));
    return std::exchange(mail_,
                         {.changes = {}, .position = mail_.position, .alive = false, .end = mail_.end});
  }

 private:
  absl::Mutex mutex_;
  Mail mail_ ABSL_GUARDED_BY(mutex_);
};

Keeper::Keeper(sql::Database& database, events::Feed& feed, org::Holder& holder, const Clock& clock,
               KeeperOptions options)
    : database_(database), feed_(feed), holder_(holder), clock_(clock), options_(options) {}

Keeper::~Keeper() { Stop(); }

void Keeper::Start() {
  const absl::MutexLock ending(&ending_);
  thread_ = std::thread([this] { Run(); });
}

void Keeper::Stop() {
  {
    const absl::MutexLock lock(&mutex_);
    stopping_ = true;
    if (inbox_ != nullptr) inbox_->End(absl::CancelledError("the service stops"));
  }
  const absl::MutexLock ending(&ending_);
  if (thread_.joinable()) thread_.join();
}

absl::StatusOr<Kept> Keeper::Current() const {
  const absl::MutexLock lock(&mutex_);
  if (kept_.organization != nullptr) return kept_;
  return Error(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE", "the organisation is still being loaded")
      .RetryAfter(absl::Seconds(1));
}

void Keeper::CatchUp(std::int64_t version, absl::Time deadline) {
  holder_.WaitIfRoom(std::min(absl::Now() + kCatchUp, deadline),
                     [version](const org::Organization& current) { return current.version() >= version; });
}

void Keeper::Run() {
  // Whoever sees the organisation may follow it, too.
  while (!feed_.head().ok()) {
    if (!Await(kFeedLook)) return;
  }
  absl::Duration backoff = kFirstBackoff;
  for (bool going = Await(absl::ZeroDuration()); going; going = Await(backoff)) {
    const absl::Time begun = absl::Now();
    absl::Status status = Load();
    if (status.ok()) status = Follow();
    if (!Await(absl::ZeroDuration())) return;
    log::Warning("the organisation is read again",
                 {{"code", absl::StatusCodeToString(status.code())}, {"reason", ReasonOf(status)}});
    // What ends soon after it began is a failure too: it must not be begun again in a tight loop.
    backoff = absl::Now() - begun > kLastBackoff ? kFirstBackoff : std::min(backoff * 2, kLastBackoff);
  }
}

absl::Status Keeper::Load() {
  Loaded loaded;
  RETURN_IF_ERROR(
      database_.Dedicated(clock_.Now() + kPageDeadline, [&](sql::Connection& connection) -> absl::Status {
        Interruptible pages(connection, [this] { return CheckGoingOn(); });
        ASSIGN_OR_RETURN(loaded, ReadWhole(pages));
        return absl::OkStatus();
      }));
  const Snapshot& snapshot = loaded.snapshot;
  Keep(org::Organization().With(snapshot.records, snapshot.version), loaded.position);
  log::Info(
      "the organisation is loaded",
      {{"version", snapshot.version}, {"people", static_cast<std::int64_t>(snapshot.records.people_size())}});
  return absl::OkStatus();
}

absl::Status Keeper::CheckGoingOn() const {
  const absl::MutexLock lock(&mutex_);
  return stopping_ ? absl::CancelledError("the service stops") : absl::OkStatus();
}

absl::Status Keeper::Follow() {
  const auto inbox = std::make_shared<Inbox>();
  std::int64_t position = 0;
  {
    const absl::MutexLock lock(&mutex_);
    if (stopping_) return absl::CancelledError("the service stops");
    inbox_ = inbox;
    position = kept_.position;
  }
  absl::Status status = feed_.Follow(inbox, position, options_.alive_every, clock_.Now() + kFollowDeadline);
  while (status.ok()) {
    const Mail mail = inbox->Wait();
    status = Apply(mail);
    if (status.ok() && mail.end.has_value()) status = *mail.end;
  }
  inbox->End(status);
  return status;
}

absl::Status Keeper::Apply(const Mail& mail) {
  ASSIGN_OR_RETURN(Kept kept, Current());
  std::int64_t version = kept.organization->version();
  v1::OrganizationRecords all;
  for (const auto& change : mail.changes) {
    v1::OrganizationRecords records;
    if (!change->event.data().UnpackTo(&records))
      return InternalError("organization.changed without records");
    if (records.version() <= version) continue;  // of the tables as they were read
    // Versions have no gaps: what is missing here was never told.
    if (records.version() != version + 1)
      return absl::DataLossError("a change of the organisation is missing");
    version = records.version();
    all.MergeFrom(records);
  }
  const bool changed = version > kept.organization->version();
  if (changed) kept.organization = kept.organization->With(all, version);
  if (changed || mail.alive) Keep(std::move(kept.organization), mail.position);
  return absl::OkStatus();
}

void Keeper::Keep(std::shared_ptr<const org::Organization> organization, std::int64_t position) {
  const absl::Time now = clock_.Now();
  const absl::MutexLock lock(&mutex_);
  if (kept_.organization == organization) {
    holder_.Touch(now);
  } else {
    holder_.Set(organization, now);
  }
  kept_ = {.organization = std::move(organization), .position = position};
}

bool Keeper::Await(absl::Duration time) {
  const absl::MutexLock lock(&mutex_);
  return !mutex_.AwaitWithTimeout(absl::Condition(&stopping_), time);
}

}  // namespace laurel::directory::organization
