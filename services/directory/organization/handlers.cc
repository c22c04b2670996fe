#include "services/directory/organization/handlers.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "common/service/org_version.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/directory/organization/resume_token.h"
#include "services/directory/organization/store.h"

namespace laurel::directory::organization {
namespace {

// All changes after `version`; nullopt when some of them are no longer kept, or when there are so many that a
// snapshot is the shorter way.
absl::StatusOr<std::optional<std::vector<Change>>> ChangesSince(Env& env, rpc::Call& call,
                                                                std::int64_t version) {
  using Result = std::optional<std::vector<Change>>;
  constexpr std::size_t kMostChanges = 500;
  constexpr absl::Duration kReadDeadline = absl::Seconds(10);  // a stream has no deadline of its own
  const absl::Time deadline = std::min(call.deadline, env.clock.Now() + kReadDeadline);
  return env.db.Read<Result>(deadline, [&](sql::Connection& connection) -> absl::StatusOr<Result> {
    ASSIGN_OR_RETURN(const Position position, ReadPosition(connection));
    if (version > position.version) return Result();
    std::vector<Change> changes;
    for (std::int64_t reached = version; changes.size() <= kMostChanges;) {
      ASSIGN_OR_RETURN(std::vector<Change> part, ReadChanges(connection, reached));
      if (part.empty()) return reached >= position.version ? Result(std::move(changes)) : Result();
      if (part.front().version != reached + 1) return Result();
      reached = part.back().version;
      std::move(part.begin(), part.end(), std::back_inserter(changes));
    }
    return Result();
  });
}

}  // namespace

absl::Status WatchOrganization(Env& env, rpc::Call& call, const v1::WatchOrganizationRequest& request,
                               std::shared_ptr<Writer> writer) {
  if (!env.feed.loaded()) {
    return Error(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE",
                 "the organisation is still being loaded")
        .RetryAfter(absl::Seconds(1));
  }
  const std::optional<std::int64_t> version =
      ReadResumeToken(call.caller.id, env.watchers.origin(), request.resume_token());
  constexpr int kAttempts = 5;
  for (int attempt = 0; version.has_value() && attempt < kAttempts; ++attempt) {
    ASSIGN_OR_RETURN(const std::optional<std::vector<Change>> since, ChangesSince(env, call, *version));
    if (!since.has_value()) break;
    if (env.watchers.AddResumed(writer, call.caller.id, *version, *since)) return absl::OkStatus();
  }
  env.watchers.AddNew(std::move(writer), call.caller.id);
  return absl::OkStatus();
}

void AnswerWithVersion(Env& env, rpc::Call& call, std::int64_t version) {
  // By the call's clock, which may be a test's; waiting is real.
  if (version > 0) env.feed.CatchUp(version, absl::Now() + (call.deadline - env.clock.Now()));
  const std::int64_t reached = std::max(version, env.organization.Current()->version());
  call.trailing_metadata.emplace_back(kOrgVersionKey, std::to_string(reached));
}

}  // namespace laurel::directory::organization
