#include "common/events/watch/feed_loop.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/events/watch/event_table.h"
#include "common/log/log.h"
#include "common/sql/errors.h"
#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::events {
namespace {

using std::chrono::steady_clock;

constexpr std::int64_t kPage = 256;
// Between two looks at what is new: whoever has everything does not wait long for those who are behind.
constexpr int kPagesARound = 4;
constexpr absl::Duration kReadDeadline = absl::Seconds(2);
constexpr absl::Duration kFirstBackoff = absl::Milliseconds(50);
constexpr absl::Duration kLastBackoff = absl::Seconds(2);
// Until somebody who was full, and reads, has room again.
constexpr absl::Duration kRetry = absl::Milliseconds(1);

absl::Status ShuttingDown() {
  return Error(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
               "the server is shutting down; try another one")
      .RetryAfter(absl::Seconds(1));
}

}  // namespace

Feed::Loop::Loop(sql::Database& database, metrics::Registry& registry, FeedOptions options)
    : database_(database),
      options_(options),
      followers_(registry, options.patience),
      thread_([this] { Run(); }) {}

Feed::Loop::~Loop() { Stop(); }

void Feed::Loop::Stop() {
  {
    const absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  const absl::MutexLock ending(&ending_);
  if (thread_.joinable()) thread_.join();
}

void Feed::Loop::Wake() {
  const absl::MutexLock lock(&mutex_);
  woken_ = true;
}

absl::StatusOr<Feed::Head> Feed::Loop::head() const {
  const absl::MutexLock lock(&mutex_);
  if (!head_.has_value()) return sql::NoDatabase();
  return *head_;
}

absl::Status Feed::Loop::Follow(std::shared_ptr<Follower> follower, std::int64_t position,
                                absl::Duration bookmark_every, absl::Time deadline) {
  RETURN_IF_ERROR(CheckKept(position, deadline));
  const absl::MutexLock lock(&mutex_);
  if (stopping_) return ShuttingDown();
  incoming_.push_back({std::move(follower), position, bookmark_every});
  woken_ = true;
  return absl::OkStatus();
}

absl::Status Feed::Loop::CheckKept(std::int64_t position, absl::Time deadline) const {
  {
    const absl::MutexLock lock(&mutex_);
    if (!head_.has_value()) return sql::NoDatabase();
    const bool recent = oldest_recent_ > 0 && position >= oldest_recent_ - 1 && position < head_->position;
    if (position == head_->position || recent) return absl::OkStatus();
  }
  // One that is ahead of the head may come from another replica, which has seen more.
  ASSIGN_OR_RETURN(const bool kept, database_.Read<bool>(deadline, [&](sql::Connection& connection) {
    return IsKept(connection, position);
  }));
  return kept ? absl::OkStatus() : TokenExpired();
}

void Feed::Loop::Run() {
  absl::Duration backoff = kFirstBackoff;
  while (Begin()) {
    bool more = false, promising = false;
    if (const absl::Status round = Round(more, promising); !round.ok()) {
      if (backoff == kFirstBackoff) {
        log::Warning("events cannot be read", {{"code", absl::StatusCodeToString(round.code())}});
      }
      backoff = std::min(2 * backoff, kLastBackoff);
      polled_ = {};  // nobody gets a bookmark before it can be read again
      Pause(backoff, /*until_woken=*/false);
      continue;
    }
    if (backoff > kFirstBackoff) log::Info("events can be read again");
    backoff = kFirstBackoff;
    if (!more) Pause(promising ? kRetry : options_.poll, /*until_woken=*/true);
  }
  for (const Joining& one : joining_) one.follower->End(ShuttingDown());
  followers_.EndAll(ShuttingDown());
}

absl::Status Feed::Loop::Round(bool& more, bool& promising) {
  const absl::StatusOr<bool> more_news = Poll();
  if (more_news.ok()) Join();
  // What is in memory is good while the table cannot be read, too.
  promising = followers_.Deliver(recent_, steady_clock::now());
  RETURN_IF_ERROR(more_news.status());
  ASSIGN_OR_RETURN(const bool more_pages, ServeBehind());
  followers_.SendBookmarks(steady_clock::now());
  more = *more_news || more_pages;
  return absl::OkStatus();
}

bool Feed::Loop::Begin() {
  const absl::MutexLock lock(&mutex_);
  if (woken_) polled_ = {};
  woken_ = false;
  std::move(incoming_.begin(), incoming_.end(), std::back_inserter(joining_));
  incoming_.clear();
  return !stopping_;
}

absl::StatusOr<bool> Feed::Loop::Poll() {
  const auto now = steady_clock::now();
  if (absl::FromChrono(now - polled_) < options_.poll) return false;
  ASSIGN_OR_RETURN(const News news, ReadNews());
  polled_ = now;
  const bool others = news.head.origin != position_.origin || news.head.position < position_.position;
  if (others) {
    // Where everybody stands means nothing any more: the database was put back, or is another one.
    if (!position_.origin.empty()) {
      for (const Joining& one : joining_) one.follower->End(TokenExpired());
      joining_.clear();
      followers_.EndAll(TokenExpired());
    }
    MoveTo(news.head);
    return false;
  }
  if (news.head.position == position_.position) return false;
  if (news.events.empty() || news.events.front()->position != position_.position + 1) {
    // Cut off for longer than events are kept: whoever follows has missed some, and is told so by the table.
    log::Warning("events were missed", {{"after", position_.position}, {"newest", news.head.position}});
    MoveTo(news.head);
    return false;
  }
  for (const auto& event : news.events) recent_.Add(event);
  recent_.Trim(std::max(options_.recent, news.events.size()), options_.recent_bytes);
  MoveTo({.origin = position_.origin, .position = news.events.back()->position});
  const bool more = position_.position < news.head.position;
  if (more) polled_ = {};  // the rest follows without a pause
  return more;
}

absl::StatusOr<Feed::Loop::News> Feed::Loop::ReadNews() {
  const absl::Time deadline = database_.clock().Now() + kReadDeadline;
  return database_.Read<News>(deadline, [&](sql::Connection& connection) -> absl::StatusOr<News> {
    News news;
    ASSIGN_OR_RETURN(news.head, ReadOriginAndHead(connection));
    if (news.head.origin != position_.origin || news.head.position <= position_.position) return news;
    ASSIGN_OR_RETURN(news.events, ReadEvents(connection, position_.position, kPage));
    return news;
  });
}

void Feed::Loop::MoveTo(const Head& head) {
  position_ = head;
  followers_.SetHead(head.position);
  if (recent_.last() != head.position) recent_.Clear();
  const absl::MutexLock lock(&mutex_);
  head_ = head;
  oldest_recent_ = recent_.first();
}

void Feed::Loop::Join() {
  // Whoever comes from another replica may be ahead of what was read here: they join when it is reached.
  std::vector<Joining> ahead;
  for (Joining& one : joining_) {
    if (one.position > position_.position) {
      ahead.push_back(std::move(one));
    } else {
      followers_.Join(std::move(one.follower), one.position, one.bookmark_every, steady_clock::now());
    }
  }
  joining_ = std::move(ahead);
}

absl::StatusOr<bool> Feed::Loop::ServeBehind() {
  for (int pages = 0; pages < kPagesARound; ++pages) {
    const std::optional<std::int64_t> position = followers_.NeedsPage();
    if (!position.has_value()) return false;
    using Events = std::vector<std::shared_ptr<const Sequenced>>;
    ASSIGN_OR_RETURN(
        const Events events,
        database_.Read<Events>(database_.clock().Now() + kReadDeadline, [&](sql::Connection& connection) {
          return ReadEvents(connection, *position, kPage);
        }));
    EventRun page;
    for (const auto& event : events) page.Add(event);
    followers_.DeliverPage(*position, page, steady_clock::now());
  }
  return followers_.NeedsPage().has_value();
}

void Feed::Loop::Pause(absl::Duration time, bool until_woken) {
  const absl::MutexLock lock(&mutex_);
  const auto awake = [&]()
                         ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return stopping_ || (until_woken && woken_); };
  mutex_.AwaitWithTimeout(absl::Condition(&awake), time);
}

}  // namespace laurel::events
