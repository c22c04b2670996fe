#include "common/events/watch/followers.h"

#include <utility>

#include "common/status/error.h"

namespace laurel::events {
namespace {

// So many bookmarks at once do not delay events noticeably.
constexpr int kBookmarksAtOnce = 64;
// Who was not ready for a bookmark is asked again after this part of the interval.
constexpr int kSooner = 8;

absl::Status TooSlow() {
  return Error(absl::StatusCode::kUnavailable, "SLOW_WATCHER",
               "the stream is not read fast enough; resume with its last token")
      .RetryAfter(absl::Seconds(1));
}

}  // namespace

absl::Status TokenExpired() {
  return Error(absl::StatusCode::kOutOfRange, "RESUME_TOKEN_EXPIRED",
               "the events after this token are no longer kept: read the resources, then watch from now");
}

Followers::Followers(metrics::Registry& registry, absl::Duration patience)
    : patience_(patience),
      count_(registry.AddGauge("laurel_event_followers", "Streams that follow the events of this process.")),
      dropped_(registry.Counters("laurel_event_followers_dropped_total",
                                 "Followers that the feed ended: too slow, or behind what is kept.",
                                 {"reason"})) {
  for (const char* reason : {"slow", "expired"}) dropped_.With({reason});
}

void Followers::Join(std::shared_ptr<Follower> follower, std::int64_t position, absl::Duration bookmark_every,
                     SteadyTime now) {
  Entry& entry = live_.emplace_back(Entry{.follower = std::move(follower),
                                          .position = position,
                                          .bookmark_every = absl::ToChronoNanoseconds(bookmark_every)});
  entry.self = std::prev(live_.end());
  entry.due = due_.end();
  count_.Increment();
  if (position > head_) {
    Drop(entry, "expired", TokenExpired());
  } else if (Bookmark(entry, now) != Went::kAway) {
    Place(entry);
  }
}

bool Followers::Deliver(const EventRun& recent, SteadyTime now) {
  // New events reach those who have all others before anything is done for those who are behind.
  const auto deliver = [&](Entries& list) {
    bool promising = false;
    auto next = list.begin();
    for (std::size_t left = list.size(); left > 0; --left) {
      Entry& entry = *next++;
      if (entry.position == head_) continue;
      const Went went = Advance(entry, recent, now);
      if (went == Went::kAway) continue;
      if (entry.behind != (entry.position < head_)) Place(entry);
      promising = promising || (went == Went::kOn && entry.behind);
    }
    return promising;
  };
  bool promising = false;
  if (delivered_ != head_) {  // else they have everything, and there may be thousands of them
    promising = deliver(live_);
    delivered_ = head_;
  }
  return deliver(behind_) || promising;
}

std::optional<std::int64_t> Followers::NeedsPage() const {
  for (const Entry& entry : behind_) {
    if (entry.refused == nullptr) return entry.position;
  }
  return std::nullopt;
}

void Followers::DeliverPage(std::int64_t position, const EventRun& page, SteadyTime now) {
  auto next = behind_.begin();
  for (std::size_t left = behind_.size(); left > 0; --left) {
    Entry& entry = *next++;
    if (entry.refused != nullptr) continue;
    if (page.Find(entry.position + 1) != nullptr) {
      if (Advance(entry, page, now) != Went::kAway) Place(entry);  // last when the next page is chosen
    } else if (entry.position == position) {
      Drop(entry, "expired", TokenExpired());
    }
  }
}

Followers::Went Followers::Advance(Entry& entry, const EventRun& events, SteadyTime now) {
  Went went = Went::kNowhere;
  while (entry.position < head_) {
    const std::shared_ptr<const Sequenced> event =
        entry.refused != nullptr ? std::exchange(entry.refused, nullptr) : events.Find(entry.position + 1);
    if (event == nullptr) break;
    switch (entry.follower->Take(event)) {
      case Follower::Taken::kYes:
        entry.position = event->position;
        entry.full_since.reset();
        went = Went::kOn;
        break;
      case Follower::Taken::kFull:
        entry.refused = event;
        return Refused(entry, now) == Went::kAway ? Went::kAway : went;
      case Follower::Taken::kGone:
        return Remove(entry);
    }
  }
  return went;
}

void Followers::Place(Entry& entry) {
  Entries& from = entry.behind ? behind_ : live_;
  entry.behind = entry.position < head_;
  Entries& to = entry.behind ? behind_ : live_;
  to.splice(to.end(), from, entry.self);
}

void Followers::SendBookmarks(SteadyTime now) {
  for (int sent = 0; sent < kBookmarksAtOnce && !due_.empty() && due_.begin()->first <= now; ++sent) {
    Entry& entry = *due_.begin()->second;
    if (entry.position < head_) {
      Schedule(entry, now + entry.bookmark_every / kSooner);
    } else {
      Bookmark(entry, now);
    }
  }
}

Followers::Went Followers::Bookmark(Entry& entry, SteadyTime now) {
  switch (entry.follower->Bookmark(entry.position)) {
    case Follower::Taken::kYes:
      entry.full_since.reset();
      Schedule(entry, now + NextInterval(entry));
      return Went::kOn;
    case Follower::Taken::kFull:
      Schedule(entry, now + entry.bookmark_every / kSooner);
      return Refused(entry, now);
    case Follower::Taken::kGone:
      break;
  }
  return Remove(entry);
}

Followers::Went Followers::Refused(Entry& entry, SteadyTime now) {
  if (!entry.full_since.has_value()) entry.full_since = now;
  if (absl::FromChrono(now - *entry.full_since) < patience_) return Went::kNowhere;
  return Drop(entry, "slow", TooSlow());
}

void Followers::Schedule(Entry& entry, SteadyTime when) {
  if (entry.due != due_.end()) due_.erase(entry.due);
  entry.due = due_.emplace(when, &entry);
}

// Those who came together must not get all their bookmarks together: steps of the golden ratio fall evenly
// into the last fifth of the interval.
std::chrono::nanoseconds Followers::NextInterval(const Entry& entry) {
  constexpr double kStep = 0.6180339887498949;
  constexpr double kSpread = 0.2;
  spread_ += kStep;
  if (spread_ >= 1) spread_ -= 1;
  const double part = 1 - kSpread * spread_;
  return std::chrono::nanoseconds(
      static_cast<std::int64_t>(static_cast<double>(entry.bookmark_every.count()) * part));
}

Followers::Went Followers::Drop(Entry& entry, std::string_view reason, const absl::Status& why) {
  dropped_.With({reason}).Increment();
  entry.follower->End(why);
  return Remove(entry);
}

Followers::Went Followers::Remove(Entry& entry) {
  if (entry.due != due_.end()) due_.erase(entry.due);
  count_.Decrement();
  (entry.behind ? behind_ : live_).erase(entry.self);
  return Went::kAway;
}

void Followers::EndAll(const absl::Status& why) {
  for (Entries* list : {&live_, &behind_}) {
    while (!list->empty()) {
      list->front().follower->End(why);
      Remove(list->front());
    }
  }
}

}  // namespace laurel::events
