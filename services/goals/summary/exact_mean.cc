#include "services/goals/summary/exact_mean.h"

#include <algorithm>
#include <span>
#include <utility>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/goals/summary/store.h"
#include "services/goals/tree/rules.h"
#include "services/goals/tree/store.h"

namespace laurel::goals::summary {
namespace {

using progress::Share;

// One statement has room for so many ids.
constexpr std::size_t kAtOnce = 1000;

// Fractions of a whole organisation take time, in which the caller may have gone.
absl::Status CheckAwaited(const Env& env, const rpc::Call& call) {
  if (!call.cancelled && env.db.clock().Now() < call.deadline) return absl::OkStatus();
  return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
               "the mean of so many goals takes longer than the call may take");
}

// The mean of those of these goals that have no parts, by how many they are. The others go to `with_parts`.
absl::StatusOr<Share> ReadSimple(sql::Connection& connection, std::span<const std::string> ids,
                                 std::vector<Source>& with_parts) {
  ASSIGN_OR_RETURN(std::vector<Source> sources, ReadSources(connection, {ids.begin(), ids.end()}));
  std::vector<Share> shares;
  for (Source& one : sources) {
    if (one.has_parts) {
      with_parts.push_back(std::move(one));
    } else {
      shares.push_back({1, progress::MeanOf(progress::SharesOf(one.key_results))});
    }
  }
  return Share{progress::Fraction(shares.size()), progress::MeanOf(shares)};
}

// Of the first and of what else of `goals`, which are sorted by path, stands below it; these leave `goals`.
absl::Status AddTree(sql::Connection& connection, std::span<const Source>& goals,
                     std::vector<Share>& shares) {
  const std::string& top = goals.front().path;
  std::vector<std::string> ids;
  while (ids.size() < goals.size() && tree::IsWithin(goals[ids.size()].path, top))
    ids.push_back(goals[ids.size()].id);
  ASSIGN_OR_RETURN(const std::vector<progress::Node> nodes, tree::ReadWhole(connection, top));
  for (progress::Fraction& exact : progress::ExactOfEach(nodes, ids)) shares.push_back({1, std::move(exact)});
  goals = goals.subspan(ids.size());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<progress::Fraction> ExactMean(const Env& env, const rpc::Call& call,
                                             sql::Connection& connection,
                                             const std::vector<std::string>& ids) {
  env.metrics.exact_progress.Increment();
  std::vector<Share> shares;
  std::vector<Source> with_parts;
  for (std::size_t first = 0; first < ids.size(); first += kAtOnce) {
    RETURN_IF_ERROR(CheckAwaited(env, call));
    const auto some = std::span(ids).subspan(first, std::min(kAtOnce, ids.size() - first));
    ASSIGN_OR_RETURN(Share simple, ReadSimple(connection, some, with_parts));
    shares.push_back(std::move(simple));
  }
  std::ranges::sort(with_parts, {}, &Source::path);
  for (std::span<const Source> rest(with_parts); !rest.empty();) {
    RETURN_IF_ERROR(CheckAwaited(env, call));
    RETURN_IF_ERROR(AddTree(connection, rest, shares));
  }
  return progress::MeanOf(shares);
}

}  // namespace laurel::goals::summary
