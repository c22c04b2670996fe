#include "services/goals/tree/lock.h"

#include <algorithm>
#include <set>
#include <string>

#include "common/sql/errors.h"
#include "common/status/macros.h"
#include "services/goals/names.h"
#include "services/goals/tree/rules.h"

namespace laurel::goals::tree {
namespace {

// A tree can come to stand in another one between two looks; hardly more often than this.
constexpr int kMostLooks = 4;

// These goals once the roots of all of them are locked, as they stand then. What was locked in vain stays so:
// two who wait for each other by that are told by the server, and one of them runs again.
absl::StatusOr<std::vector<goal::Stored>> LockAndFind(sql::Connection& connection,
                                                      const std::vector<std::string>& ids) {
  std::set<std::string> locked;
  ASSIGN_OR_RETURN(std::set<std::string> roots, RootsOf(connection, ids));
  for (int look = 0; look < kMostLooks; ++look) {
    for (const std::string& root : roots) {
      if (!locked.insert(root).second) continue;
      RETURN_IF_ERROR(LockRoot(connection, root).status());
    }
    ASSIGN_OR_RETURN(std::vector<goal::Stored> found, goal::FindAll(connection, ids));
    roots.clear();
    for (const goal::Stored& one : found) roots.emplace(RootOf(one.path));
    if (std::ranges::includes(locked, roots)) return found;
  }
  return sql::Contention();
}

std::optional<goal::Stored> Among(const std::vector<goal::Stored>& goals, std::string_view id) {
  const auto found =
      std::ranges::find(goals, id, [](const goal::Stored& one) { return IdOf(one.goal.name()); });
  return found == goals.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

absl::StatusOr<std::optional<goal::Stored>> LockGoal(sql::Connection& connection, std::string_view id) {
  ASSIGN_OR_RETURN(const std::vector<goal::Stored> found, LockAndFind(connection, {std::string(id)}));
  return Among(found, id);
}

absl::StatusOr<Two> LockGoals(sql::Connection& connection, std::string_view first, std::string_view second) {
  ASSIGN_OR_RETURN(const std::vector<goal::Stored> found,
                   LockAndFind(connection, {std::string(first), std::string(second)}));
  return Two{.first = Among(found, first), .second = Among(found, second)};
}

}  // namespace laurel::goals::tree
