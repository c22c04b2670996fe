#include "services/feedback/departure/departure.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/service/audit_update.h"
#include "common/status/macros.h"
#include "services/feedback/action_item/change.h"
#include "services/feedback/action_item/rules.h"
#include "services/feedback/coaching_session/change.h"
#include "services/feedback/coaching_session/rules.h"
#include "services/feedback/departure/rules.h"
#include "services/feedback/departure/store.h"
#include "services/feedback/events.h"
#include "services/feedback/feedback/change.h"
#include "services/feedback/names.h"

namespace laurel::feedback::departure {
namespace {

using Closing = laurel::Departures::Closing;
using People = laurel::Departures::People;

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

using Kind = Open::Kind;

absl::StatusOr<std::vector<laurel::Departures::Open>> OpenOf(sql::Connection& connection,
                                                             std::string_view person) {
  ASSIGN_OR_RETURN(std::vector<Open> found, FindOpen(connection, person));
  std::vector<laurel::Departures::Open> open;
  for (Open& one : found) open.push_back({.kind = static_cast<int>(one.kind), .id = std::move(one.id)});
  return open;
}

absl::StatusOr<bool> Close(const Closing& closing, const laurel::Departures::Open& open) {
  switch (static_cast<Kind>(open.kind)) {
    case Kind::kSession:
      return CloseSession(closing, open.id);
    case Kind::kActionItem:
      return CloseActionItem(closing, open.id);
    default:
      return CloseDraft(closing, open.id);
  }
}

using Position = std::optional<api::TimePosition>;

// `read`: a page behind a position.
People PagesOf(std::function<absl::StatusOr<PeoplePage>(sql::Connection&, const Position&)> read) {
  struct Place {
    Position after;
    bool ended = false;
  };
  using Page = std::optional<std::vector<std::string>>;
  return [read = std::move(read),
          place = std::make_shared<Place>()](sql::Connection& connection) -> absl::StatusOr<Page> {
    if (place->ended) return Page();
    ASSIGN_OR_RETURN(PeoplePage page, read(connection, place->after));
    place->after = page.next;
    place->ended = !page.next.has_value();
    return Page(std::move(page.ids));
  };
}

std::vector<People> EverybodyWithSomethingOpen() {
  std::vector<People> all;
  for (const auto state : {v1::COACHING_SESSION_STATE_SCHEDULED, v1::COACHING_SESSION_STATE_IN_PROGRESS,
                           v1::COACHING_SESSION_STATE_HELD}) {
    all.push_back(PagesOf([state](sql::Connection& connection, const Position& after) {
      return PeopleInSessions(connection, state, after);
    }));
  }
  for (const auto state : {v1::ACTION_ITEM_STATE_OPEN, v1::ACTION_ITEM_STATE_IN_PROGRESS}) {
    all.push_back(PagesOf([state](sql::Connection& connection, const Position& after) {
      return OwnersOfItems(connection, state, after);
    }));
  }
  all.push_back(PagesOf(AuthorsOfDrafts));
  return all;
}

}  // namespace

Departures::Departures(const Env& env, const Clock& clock)
    : laurel::Departures(env.db, env.organization, env.outbox, clock, kOwnActor,
                         {.find_open = OpenOf, .close = Close, .people = EverybodyWithSomethingOpen}) {}

}  // namespace laurel::feedback::departure
