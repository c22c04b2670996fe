#include "services/goals/tree/rules.h"

#include "common/status/refusals.h"
#include "fmt/format.h"

namespace laurel::goals::tree {

std::string PathBelow(std::string_view parent_path, std::string_view id) {
  return fmt::format("{}{}", parent_path, id);
}

std::string_view RootOf(std::string_view path) { return path.substr(0, kIdLength); }

int DepthOf(std::string_view path) { return static_cast<int>(path.size() / kIdLength) - 1; }

std::vector<std::string> IdsOf(std::string_view path) {
  std::vector<std::string> ids;
  for (std::size_t at = 0; at < path.size(); at += kIdLength) ids.emplace_back(path.substr(at, kIdLength));
  return ids;
}

bool IsWithin(std::string_view path, std::string_view top) { return path.starts_with(top); }

std::string EndOf(std::string_view path) {
  // Comes after all that ids are made of.
  return fmt::format("{}~", path);
}

absl::Status CheckFits(std::string_view path, int height, std::string_view parent_path) {
  if (!path.empty() && IsWithin(parent_path, path)) {
    return InvalidFor("GOAL_CYCLE", "goal.parent", "is the goal itself, or a part of it");
  }
  if (DepthOf(parent_path) + 1 + height > kMostDepth) {
    return InvalidFor("GOAL_TOO_DEEP", "goal.parent",
                      fmt::format("a goal stands in at most {} others", kMostDepth));
  }
  return absl::OkStatus();
}

}  // namespace laurel::goals::tree
