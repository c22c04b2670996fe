#include "services/goals/tree/lock.h"

#include <algorithm>
#include <set>
#include <string>

#include "common/sql/errors.h"
#include "common/status/macros.h"
#include "services/goals/tree/rules.h"

namespace laurel::goals::tree {
namespace {

// A tree can come to stand in another one between two looks; hardly more often than this.
constexpr int kMostLooks = 4;

// The roots of the trees in which these goals stand now.
absl::StatusOr<std::set<std::string>> RootsOf(sql::Connection& connection,
                                              const std::vector<std::string_view>& ids) {
  std::set<std::string> roots;
  for (const std::string_view id : ids) {
    ASSIGN_OR_RETURN(const std::optional<std::string> path, PathOf(connection, id));
    if (path.has_value()) roots.emplace(RootOf(*path));
  }
  return roots;
}

// Until all of them are locked as they stand then. What was locked in vain stays so: two who wait for each
// other by that are told by the server, and one of them runs again.
absl::Status LockRootsOf(sql::Connection& connection, const std::vector<std::string_view>& ids) {
  std::set<std::string> locked;
  for (int look = 0; look < kMostLooks; ++look) {
    ASSIGN_OR_RETURN(const std::set<std::string> roots, RootsOf(connection, ids));
    if (std::ranges::includes(locked, roots)) return absl::OkStatus();
    for (const std::string& root : roots) {
      if (!locked.insert(root).second) continue;
      RETURN_IF_ERROR(LockRoot(connection, root).status());
    }
  }
  return sql::Contention();
}

}  // namespace

absl::StatusOr<std::optional<goal::Stored>> LockGoal(sql::Connection& connection, std::string_view id) {
  RETURN_IF_ERROR(LockRootsOf(connection, {id}));
  return goal::Find(connection, id);
}

absl::StatusOr<Two> LockGoals(sql::Connection& connection, std::string_view first, std::string_view second) {
  RETURN_IF_ERROR(LockRootsOf(connection, {first, second}));
  Two two;
  ASSIGN_OR_RETURN(two.first, goal::Find(connection, first));
  ASSIGN_OR_RETURN(two.second, goal::Find(connection, second));
  return two;
}

}  // namespace laurel::goals::tree
