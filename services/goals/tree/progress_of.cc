#include "services/goals/tree/progress_of.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "common/status/macros.h"
#include "services/goals/names.h"
#include "services/goals/progress/rules.h"
#include "services/goals/tree/rules.h"
#include "services/goals/tree/store.h"

namespace laurel::goals::tree {
namespace {

// False: units do not settle it.
bool FillFromUnits(v1::Goal& goal, const progress::Sums& sums) {
  if (sums.parts_weight == 0) {
    // Nothing but key results: what is kept of them was rounded from fractions.
    goal.set_progress(goal.own_progress());
    return true;
  }
  const std::optional<std::string> rounded = progress::RoundedUnits(progress::UnitsOf(sums));
  if (rounded.has_value()) goal.set_progress(*rounded);
  return rounded.has_value();
}

// Of the first and what stands below it.
absl::Status FillExact(sql::Connection& connection, std::span<goal::Stored* const> goals) {
  ASSIGN_OR_RETURN(const std::vector<progress::Node> nodes, ReadWhole(connection, goals.front()->path));
  absl::flat_hash_set<std::string> there;
  for (const progress::Node& node : nodes) there.insert(node.id);
  std::vector<std::string> ids;
  for (const goal::Stored* one : goals) ids.emplace_back(IdOf(one->goal.name()));
  const std::vector<progress::Fraction> exact = progress::ExactOfEach(nodes, ids);
  for (std::size_t i = 0; i < goals.size(); ++i) {
    // One that has moved away since it was read is told as near as units tell.
    progress::Fraction kept(mpz_class(goals[i]->units), mpz_class(progress::kWhole));
    kept.canonicalize();
    goals[i]->goal.set_progress(progress::Rounded(there.contains(ids[i]) ? exact[i] : kept));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<int> FillProgress(sql::Connection& connection, std::span<goal::Stored> goals) {
  std::vector<goal::Stored*> unsettled;
  for (goal::Stored& one : goals) {
    if (!FillFromUnits(one.goal, one.sums)) unsettled.push_back(&one);
  }
  std::ranges::sort(unsettled, {}, &goal::Stored::path);
  const std::span<goal::Stored* const> all(unsettled);
  int trees = 0;
  for (std::size_t first = 0; first < all.size();) {
    std::size_t end = first + 1;
    while (end < all.size() && IsWithin(all[end]->path, all[first]->path)) ++end;
    RETURN_IF_ERROR(FillExact(connection, all.subspan(first, end - first)));
    ++trees;
    first = end;
  }
  return trees;
}

absl::StatusOr<int> FillProgress(sql::Connection& connection, const goal::Stored& before, v1::Goal& after) {
  progress::Sums sums = before.sums;
  progress::SetOwn(after, sums);
  if (FillFromUnits(after, sums)) return 0;
  ASSIGN_OR_RETURN(std::vector<progress::Node> nodes, ReadWhole(connection, before.path));
  const std::string_view id = IdOf(after.name());
  std::ranges::find(nodes, id, &progress::Node::id)->key_results = progress::SharesOf(after.key_results());
  after.set_progress(progress::Rounded(progress::ExactOf(nodes, id)));
  return 1;
}

absl::Status FillProgress(const Env& env, sql::Connection& connection, std::span<goal::Stored> goals) {
  ASSIGN_OR_RETURN(const int trees, FillProgress(connection, goals));
  if (trees > 0) env.metrics.exact_progress.Increment(trees);
  return absl::OkStatus();
}

absl::Status FillProgress(const Env& env, sql::Connection& connection, const goal::Stored& before,
                          v1::Goal& after) {
  ASSIGN_OR_RETURN(const int trees, FillProgress(connection, before, after));
  if (trees > 0) env.metrics.exact_progress.Increment(trees);
  return absl::OkStatus();
}

}  // namespace laurel::goals::tree
