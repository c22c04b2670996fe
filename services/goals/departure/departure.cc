#include "services/goals/departure/departure.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/service/audit_update.h"
#include "common/status/macros.h"
#include "services/goals/departure/rules.h"
#include "services/goals/departure/store.h"
#include "services/goals/goal/change.h"
#include "services/goals/names.h"
#include "services/goals/tree/lock.h"

namespace laurel::goals::departure {
namespace {

using Open = laurel::Departures::Open;

absl::StatusOr<std::vector<Open>> FindOpen(sql::Connection& connection, std::string_view person) {
  ASSIGN_OR_RETURN(std::vector<std::string> ids, FindOpenGoals(connection, person));
  std::vector<Open> open;
  for (std::string& id : ids) open.push_back({.id = std::move(id)});
  return open;
}

// Judges what it has locked.
absl::StatusOr<bool> Close(const laurel::Departures::Closing& closing, const Open& open) {
  ASSIGN_OR_RETURN(const std::optional<goal::Stored> before, tree::LockGoal(closing.connection, open.id));
  if (!before.has_value()) return false;
  const auto end = EndOf(before->goal, closing.has_left);
  if (!end.has_value()) return false;
  v1::Goal after = goal::Moved(*before, end->lifecycle, kPersonLeftReason, closing.telling.now);
  RETURN_IF_ERROR(goal::SaveMoved(closing.connection, closing.telling, *before, after, end->event));
  std::set<std::string> named(after.owners().begin(), after.owners().end());
  named.insert(after.creator());
  AuditFor(named, {.resource = after.name(), .subject = ""}, closing.telling.changes);
  return true;
}

// The owners of all that is in this state.
laurel::Departures::People OwnersIn(v1::GoalLifecycle lifecycle) {
  const auto after = std::make_shared<std::optional<std::string>>("");
  using Page = std::optional<std::vector<std::string>>;
  return [lifecycle, after](sql::Connection& connection) -> absl::StatusOr<Page> {
    if (!after->has_value()) return Page();
    ASSIGN_OR_RETURN(Owners owners, OwnersOfOpenGoals(connection, lifecycle, **after));
    *after = std::move(owners.next);
    return Page(std::move(owners.ids));
  };
}

}  // namespace

Departures::Departures(const Env& env, const Clock& clock)
    : laurel::Departures(
          env.db, env.organization, env.outbox, clock, kOwnActor,
          {.find_open = FindOpen, .close = Close, .people = [] {
             return std::vector{OwnersIn(v1::GOAL_LIFECYCLE_DRAFT), OwnersIn(v1::GOAL_LIFECYCLE_PROPOSED)};
           }}) {}

}  // namespace laurel::goals::departure
