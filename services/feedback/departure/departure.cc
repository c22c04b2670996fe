#include "services/feedback/departure/departure.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/time/clock.h"
#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "laurel/directory/v1/events.pb.h"
#include "services/feedback/action_item/change.h"
#include "services/feedback/action_item/rules.h"
#include "services/feedback/coaching_session/change.h"
#include "services/feedback/departure/rules.h"
#include "services/feedback/names.h"

namespace laurel::feedback::departure {
namespace {

// One transaction holds so many locks at most: a coach of many years does not stand in everybody's way.
constexpr std::size_t kStep = 50;
constexpr absl::Duration kDeadline = absl::Seconds(20);
// For the organisation of an event: the event waits for it with a lock, so not for long.
constexpr absl::Duration kVersionWait = absl::Seconds(1);
constexpr absl::Duration kLook = absl::Milliseconds(50);

}  // namespace

bool Departures::Moment::HasLeft(std::string_view person) const {
  return organization->HasLeft(IdOf(person), time);
}

absl::Status Departures::Handle(const events::v1::Event& event, sql::Connection& connection,
                                sql::Changes& changes) {
  directory::v1::PersonEvent person;
  if (!event.data().UnpackTo(&person)) return InternalError("a person.left carries no PersonEvent");
  // The clock of directory may be ahead of ours: by ours the person's last day may not be over.
  Moment moment{.organization = env_.organization.WaitUntil(
                    absl::Now() + kVersionWait,
                    [&](const org::Organization& o) { return o.version() >= person.organization_version(); }),
                .time = std::max(clock_.Now(), FromTimestamp(event.time()))};
  if (moment.organization->version() < person.organization_version()) {
    return Error(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE",
                 "the organisation in memory is older than the event");
  }
  if (!moment.HasLeft(person.person())) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::vector<Open> open, FindOpen(connection, IdOf(person.person())));
  while (open.size() > kStep) RETURN_IF_ERROR(SettleStep(moment, open));
  return Settle(moment, open, connection, changes);
}

absl::Status Departures::CatchUp() {
  RETURN_IF_ERROR(AwaitOrganization());
  const Moment moment{.organization = env_.organization.Current(), .time = clock_.Now()};
  ASSIGN_OR_RETURN(const std::vector<std::string> leavers, FindLeavers(moment));
  for (const std::string& leaver : leavers) {
    ASSIGN_OR_RETURN(std::vector<Open> open, env_.db.Read<std::vector<Open>>(
                                                 clock_.Now() + kDeadline, [&](sql::Connection& connection) {
                                                   return FindOpen(connection, leaver);
                                                 }));
    while (!open.empty()) RETURN_IF_ERROR(SettleStep(moment, open));
  }
  if (!leavers.empty()) {
    log::Info("what had been left open by leavers was closed",
              {{"people", static_cast<std::int64_t>(leavers.size())}});
  }
  return absl::OkStatus();
}

absl::Status Departures::AwaitOrganization() {
  const absl::Time needed = clock_.Now() + kMirrorLag;
  absl::MutexLock lock(&mutex_);
  while (!stopping_ && env_.organization.FreshAt() < needed) {
    mutex_.AwaitWithTimeout(absl::Condition(&stopping_), kLook);
  }
  return stopping_ ? absl::CancelledError("stopping") : absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> Departures::FindLeavers(const Moment& moment) {
  using Read =
      std::function<absl::StatusOr<People>(sql::Connection&, const std::optional<api::TimePosition>&)>;
  std::vector<Read> reads;
  for (const auto state : {v1::COACHING_SESSION_STATE_SCHEDULED, v1::COACHING_SESSION_STATE_HELD}) {
    reads.emplace_back(
        [state](auto& connection, const auto& after) { return ParticipantsOf(connection, state, after); });
  }
  for (const auto state : {v1::ACTION_ITEM_STATE_OPEN, v1::ACTION_ITEM_STATE_IN_PROGRESS}) {
    reads.emplace_back(
        [state](auto& connection, const auto& after) { return OwnersOf(connection, state, after); });
  }
  std::set<std::string> leavers;
  for (const Read& read : reads) {
    People people;
    do {
      if (stopping()) return absl::CancelledError("stopping");
      ASSIGN_OR_RETURN(people,
                       env_.db.Read<People>(clock_.Now() + kDeadline, [&](sql::Connection& connection) {
                         return read(connection, people.next);
                       }));
      for (std::string& id : people.ids) {
        if (moment.organization->HasLeft(id, moment.time)) leavers.insert(std::move(id));
      }
    } while (people.next.has_value());
  }
  return std::vector<std::string>(leavers.begin(), leavers.end());
}

absl::Status Departures::SettleStep(const Moment& moment, std::vector<Open>& open) {
  if (stopping()) return absl::CancelledError("stopping");
  const auto end = open.begin() + static_cast<std::ptrdiff_t>(std::min(kStep, open.size()));
  const std::vector<Open> step(open.begin(), end);
  open.erase(open.begin(), end);
  sql::WriteContext context;
  context.now = clock_.Now();
  context.deadline = context.now + kDeadline;
  context.actor = "service:laurel-feedback";
  using Nothing = events::v1::Bookmark;
  return env_.db
      .Write<Nothing>(
          context,
          [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<Nothing> {
            RETURN_IF_ERROR(Settle(moment, step, connection, changes));
            return Nothing();
          },
          [](sql::Connection&, const Nothing&) { return absl::OkStatus(); })
      .status();
}

absl::Status Departures::Settle(const Moment& moment, const std::vector<Open>& open,
                                sql::Connection& connection, sql::Changes& changes) {
  const Telling telling{.outbox = env_.outbox, .changes = changes, .actor = "", .now = clock_.Now()};
  const auto has_left = [&moment](std::string_view person) { return moment.HasLeft(person); };
  for (const auto& [kind, id] : open) {
    if (kind == Open::Kind::kSession) {
      ASSIGN_OR_RETURN(const auto stored, coaching_session::Find(connection, id, sql::Lock::kForUpdate));
      if (!stored.has_value()) continue;
      const auto state = StateAfter(stored->session, has_left);
      if (!state.has_value()) continue;
      const auto after = coaching_session::NextVersion(*stored, *state, telling.now);
      coaching_session::SaveChange(telling, *stored, after, kReason);
    } else {
      ASSIGN_OR_RETURN(const auto stored, action_item::Find(connection, id, sql::Lock::kForUpdate));
      if (!stored.has_value() || !action_item::IsOpen(stored->item.state())) continue;
      if (!has_left(stored->item.owner())) continue;
      action_item::Change(telling, *stored, v1::ACTION_ITEM_STATE_DROPPED, kReason);
    }
  }
  return absl::OkStatus();
}

void Departures::Stop() {
  const absl::MutexLock lock(&mutex_);
  stopping_ = true;
}

bool Departures::stopping() const {
  const absl::MutexLock lock(&mutex_);
  return stopping_;
}

}  // namespace laurel::feedback::departure
