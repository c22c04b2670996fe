#include "services/feedback/departure/departure.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/time/clock.h"
#include "common/log/log.h"
#include "common/service/audit_update.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "laurel/directory/v1/events.pb.h"
#include "services/feedback/action_item/change.h"
#include "services/feedback/action_item/rules.h"
#include "services/feedback/coaching_session/change.h"
#include "services/feedback/coaching_session/rules.h"
#include "services/feedback/departure/rules.h"
#include "services/feedback/events.h"
#include "services/feedback/feedback/change.h"
#include "services/feedback/names.h"

namespace laurel::feedback::departure {
namespace {

// One transaction holds so many locks at most: a coach of many years does not stand in everybody's way.
constexpr std::size_t kStep = 50;
constexpr absl::Duration kDeadline = absl::Seconds(20);
// For the organisation of an event; then the event comes again.
constexpr absl::Duration kVersionWait = absl::Seconds(1);
constexpr absl::Duration kLook = absl::Milliseconds(50);
// Twice what directory's feed is silent for when all is well: then whoever runs this should know.
constexpr absl::Duration kLongWait = absl::Seconds(30);

// As a call that changes one thing leaves it: an entry for each person whom it names.
void Audit(sql::Changes& changes, const std::string& resource, const std::set<std::string>& people) {
  AuditFor(people, {.resource = resource, .subject = ""}, changes);
}

std::set<std::string> NamedBy(const v1::CoachingSession& session) {
  const std::vector<std::string> people = coaching_session::PeopleIn(session);
  std::set<std::string> named(people.begin(), people.end());
  named.insert(session.creator());
  return named;
}

// In the middle of a transaction. `has_left` is asked about names.
struct Closing {
  sql::Connection& connection;
  Telling telling;
  std::function<bool(std::string_view)> has_left;
};

// Each judges what it has locked, and answers whether it changed it.
absl::StatusOr<bool> CloseSession(const Closing& closing, std::string_view id) {
  ASSIGN_OR_RETURN(const auto stored, coaching_session::Find(closing.connection, id, sql::Lock::kForUpdate));
  if (!stored.has_value()) return false;
  const auto state = StateAfter(stored->session, closing.has_left);
  if (!state.has_value()) return false;
  const auto after = coaching_session::NextVersion(*stored, *state, closing.telling.now);
  coaching_session::SaveChange(closing.telling, *stored, after, kReason);
  Audit(closing.telling.changes, after.name(), NamedBy(after));
  return true;
}

absl::StatusOr<bool> CloseActionItem(const Closing& closing, std::string_view id) {
  ASSIGN_OR_RETURN(const auto stored, action_item::Find(closing.connection, id, sql::Lock::kForUpdate));
  if (!stored.has_value() || !action_item::IsOpen(stored->item.state())) return false;
  if (!closing.has_left(stored->item.owner())) return false;
  action_item::Change(closing.telling, *stored, v1::ACTION_ITEM_STATE_DROPPED, kReason);
  Audit(closing.telling.changes, stored->item.name(), {stored->item.owner(), stored->item.creator()});
  return true;
}

absl::StatusOr<bool> CloseDraft(const Closing& closing, std::string_view id) {
  ASSIGN_OR_RETURN(const auto stored, feedback::Find(closing.connection, id, sql::Lock::kForUpdate));
  if (!stored.has_value() || stored->feedback.state() != v1::FEEDBACK_STATE_DRAFT) return false;
  if (!closing.has_left(stored->feedback.author())) return false;
  const auto after = feedback::NextVersion(*stored, v1::FEEDBACK_STATE_DISCARDED, closing.telling.now);
  feedback::SaveChange(closing.telling, *stored, after, {}, kReason);  // leaves its audit, too
  return true;
}

}  // namespace

bool Departures::Moment::HasLeft(std::string_view person) const {
  return organization->HasLeft(IdOf(person), time);
}

absl::StatusOr<std::optional<Departures::Leaving>> Departures::LeavingOf(const events::v1::Event& event) {
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
  if (!moment.HasLeft(person.person())) return std::optional<Leaving>();
  return std::optional<Leaving>(
      Leaving{.person = std::string(IdOf(person.person())), .moment = std::move(moment)});
}

absl::Status Departures::Prepare(const events::v1::Event& event) {
  ASSIGN_OR_RETURN(const std::optional<Leaving> leaving, LeavingOf(event));
  if (!leaving.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::vector<Open> open, ReadOpen(leaving->person));
  while (open.size() > kStep) RETURN_IF_ERROR(SettleStep(leaving->moment, open).status());
  return absl::OkStatus();
}

absl::Status Departures::Handle(const events::v1::Event& event, sql::Connection& connection,
                                sql::Changes& changes) {
  ASSIGN_OR_RETURN(const std::optional<Leaving> leaving, LeavingOf(event));
  if (!leaving.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<Open> open, FindOpen(connection, leaving->person));
  return Settle(leaving->moment, open, connection, changes).status();
}

absl::Status Departures::CatchUp() {
  RETURN_IF_ERROR(AwaitOrganization());
  const Moment moment{.organization = env_.organization.Current(), .time = clock_.Now()};
  ASSIGN_OR_RETURN(const std::vector<std::string> leavers, FindLeavers(moment));
  std::int64_t changed = 0;
  for (const std::string& leaver : leavers) {
    ASSIGN_OR_RETURN(std::vector<Open> open, ReadOpen(leaver));
    while (!open.empty()) {
      ASSIGN_OR_RETURN(const int settled, SettleStep(moment, open));
      changed += settled;
    }
  }
  if (changed > 0) log::Info("what had been left open by leavers was closed", {{"changed", changed}});
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Open>> Departures::ReadOpen(std::string_view person) {
  return env_.db.Read<std::vector<Open>>(
      clock_.Now() + kDeadline, [&](sql::Connection& connection) { return FindOpen(connection, person); });
}

absl::Status Departures::AwaitOrganization() {
  const absl::Time begun = clock_.Now();
  bool logged = false;
  absl::MutexLock lock(&mutex_);
  while (!stopping_ && env_.organization.FreshAt() < begun + kMirrorLag) {
    if (!logged && clock_.Now() > begun + kLongWait) {
      logged = true;
      log::Warning("what leavers have left open waits for the organisation, which does not come");
    }
    mutex_.AwaitWithTimeout(absl::Condition(&stopping_), kLook);
  }
  return stopping_ ? absl::CancelledError("stopping") : absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> Departures::FindLeavers(const Moment& moment) {
  using Read =
      std::function<absl::StatusOr<People>(sql::Connection&, const std::optional<api::TimePosition>&)>;
  std::vector<Read> reads;
  for (const auto state : {v1::COACHING_SESSION_STATE_SCHEDULED, v1::COACHING_SESSION_STATE_IN_PROGRESS,
                           v1::COACHING_SESSION_STATE_HELD}) {
    reads.emplace_back(
        [state](auto& connection, const auto& after) { return PeopleInSessions(connection, state, after); });
  }
  for (const auto state : {v1::ACTION_ITEM_STATE_OPEN, v1::ACTION_ITEM_STATE_IN_PROGRESS}) {
    reads.emplace_back(
        [state](auto& connection, const auto& after) { return OwnersOfItems(connection, state, after); });
  }
  reads.emplace_back(AuthorsOfDrafts);
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

absl::StatusOr<int> Departures::SettleStep(const Moment& moment, std::vector<Open>& open) {
  if (stopping()) return absl::CancelledError("stopping");
  const auto end = open.begin() + static_cast<std::ptrdiff_t>(std::min(kStep, open.size()));
  const std::vector<Open> step(open.begin(), end);
  open.erase(open.begin(), end);
  sql::WriteContext context;
  context.now = clock_.Now();
  context.deadline = context.now + kDeadline;
  context.actor = kOwnActor;
  context.key.method = kPersonLeft;
  context.audited = true;
  int settled = 0;
  using Nothing = events::v1::Bookmark;
  const absl::StatusOr<Nothing> written = env_.db.Write<Nothing>(
      context,
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<Nothing> {
        ASSIGN_OR_RETURN(settled, Settle(moment, step, connection, changes));
        return Nothing();
      },
      [](sql::Connection&, const Nothing&) { return absl::OkStatus(); });
  RETURN_IF_ERROR(written.status());
  return settled;
}

absl::StatusOr<int> Departures::Settle(const Moment& moment, const std::vector<Open>& open,
                                       sql::Connection& connection, sql::Changes& changes) {
  const Closing closing{
      .connection = connection,
      .telling = {.outbox = env_.outbox, .changes = changes, .actor = "", .now = clock_.Now()},
      .has_left = [&moment](std::string_view person) { return moment.HasLeft(person); }};
  int settled = 0;
  for (const auto& [kind, id] : open) {
    bool changed = false;
    switch (kind) {
      case Open::Kind::kSession: {
        ASSIGN_OR_RETURN(changed, CloseSession(closing, id));
        break;
      }
      case Open::Kind::kActionItem: {
        ASSIGN_OR_RETURN(changed, CloseActionItem(closing, id));
        break;
      }
      case Open::Kind::kDraft: {
        ASSIGN_OR_RETURN(changed, CloseDraft(closing, id));
        break;
      }
    }
    settled += changed ? 1 : 0;
  }
  return settled;
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
