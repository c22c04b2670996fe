// Where a goal stands: its path is the ids of the goals above it, from the root, and its own. So the root is
// its beginning, what stands below it is what begins with it, and the order of paths is the tree, depth
// first. Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace laurel::goals::tree {

inline constexpr std::size_t kIdLength = 26;
// In how many goals one may stand.
inline constexpr int kMostDepth = 8;

// "" and an id: a root.
std::string PathBelow(std::string_view parent_path, std::string_view id);
std::string_view RootOf(std::string_view path);
// In how many goals it stands: 0 is a root.
int DepthOf(std::string_view path);
// From the root; its own is the last.
std::vector<std::string> IdsOf(std::string_view path);
// The goal of `path` is that of `top`, or stands below it.
bool IsWithin(std::string_view path, std::string_view top);
// Behind all that is within this path, and before what follows it, in the order of paths.
std::string EndOf(std::string_view path);

// Whether a goal may come to stand below another. `path`: its own now, "" of a new one; `height`: how many
// steps the deepest goal below it stands below it. INVALID_ARGUMENT on goal.parent: GOAL_CYCLE, the other is
// the goal itself or stands below it; GOAL_TOO_DEEP.
absl::Status CheckFits(std::string_view path, int height, std::string_view parent_path);

}  // namespace laurel::goals::tree
