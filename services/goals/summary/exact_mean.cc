#include "services/goals/summary/exact_mean.h"

#include <algorithm>
#include <span>

#include "common/status/macros.h"
#include "services/goals/goal/store.h"
#include "services/goals/names.h"
#include "services/goals/tree/rules.h"
#include "services/goals/tree/store.h"

namespace laurel::goals::summary {
namespace {

using progress::Share;

// One statement has room for so many ids.
constexpr std::size_t kAtOnce = 1000;

absl::StatusOr<std::vector<goal::Stored>> FindGoals(sql::Connection& connection,
                                                    const std::vector<std::string>& ids) {
  std::vector<goal::Stored> all;
  for (std::size_t first = 0; first < ids.size(); first += kAtOnce) {
    const auto some = std::span(ids).subspan(first, std::min(kAtOnce, ids.size() - first));
    ASSIGN_OR_RETURN(std::vector<goal::Stored> found, goal::FindAll(connection, {some.begin(), some.end()}));
    std::ranges::move(found, std::back_inserter(all));
  }
  return all;
}

// Of goals that have parts, sorted by path: each tree of them is read once.
absl::Status AddTrees(sql::Connection& connection, std::span<const goal::Stored> goals,
                      std::vector<Share>& shares) {
  while (!goals.empty()) {
    const std::string& top = goals.front().path;
    std::vector<std::string> ids;
    while (ids.size() < goals.size() && tree::IsWithin(goals[ids.size()].path, top))
      ids.emplace_back(IdOf(goals[ids.size()].goal.name()));
    ASSIGN_OR_RETURN(const std::vector<progress::Node> nodes, tree::ReadWhole(connection, top));
    for (progress::Fraction& exact : progress::ExactOfEach(nodes, ids))
      shares.push_back({1, std::move(exact)});
    goals = goals.subspan(ids.size());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<progress::Fraction> ExactMean(const Env& env, sql::Connection& connection,
                                             const std::vector<std::string>& ids) {
  env.metrics.exact_progress.Increment(static_cast<double>(ids.size()));
  ASSIGN_OR_RETURN(std::vector<goal::Stored> goals, FindGoals(connection, ids));
  const auto with_parts =
      std::ranges::partition(goals, [](const goal::Stored& one) { return one.sums.parts_weight == 0; });
  std::vector<Share> shares;
  for (const goal::Stored& one : std::span(goals.begin(), with_parts.begin()))
    shares.push_back({1, progress::MeanOf(progress::SharesOf(one.goal.key_results()))});
  std::ranges::sort(with_parts, {}, &goal::Stored::path);
  RETURN_IF_ERROR(AddTrees(connection, std::span(with_parts.begin(), with_parts.end()), shares));
  return progress::MeanOf(shares);
}

}  // namespace laurel::goals::summary
