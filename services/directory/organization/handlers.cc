#include "services/directory/organization/handlers.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "common/service/org_version.h"
#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::directory::organization {
namespace {

constexpr std::size_t kSnapshotRecords = 2'000;
constexpr absl::Duration kBookmarkEvery = absl::Seconds(5);
constexpr absl::Duration kReadDeadline = absl::Seconds(10);  // a stream has no deadline of its own
// Behind by more events than this, a snapshot is the shorter way.
constexpr std::int64_t kFarBehind = 20'000;

absl::Status TooSlow() {
  return Error(absl::StatusCode::kUnavailable, "SLOW_WATCHER",
               "the stream is not read fast enough; try again")
      .RetryAfter(absl::Seconds(1));
}

absl::Status Follow(Env& env, const rpc::Call& call, std::shared_ptr<Watcher> watcher,
                    std::int64_t position) {
  return env.feed.Follow(std::move(watcher), position, kBookmarkEvery,
                         std::min(call.deadline, env.clock.Now() + kReadDeadline));
}

bool PushSnapshot(const org::Organization& organization, Writer& writer) {
  for (v1::OrganizationRecords& part : organization.ToRecords(kSnapshotRecords)) {
    auto message = std::make_shared<v1::WatchOrganizationResponse>();
    *message->mutable_snapshot() = std::move(part);
    if (!writer.Push(std::move(message))) return false;
  }
  return true;
}

}  // namespace

absl::Status WatchOrganization(Env& env, rpc::Call& call, const v1::WatchOrganizationRequest& request,
                               std::shared_ptr<Writer> writer) {
  ASSIGN_OR_RETURN(const Kept kept, env.keeper.Current());
  ASSIGN_OR_RETURN(const events::Feed::Head head, env.feed.head());
  const ResumeTokens tokens(head.origin, call.caller.id);
  const auto watcher = [&](const Place& place, bool open) {
    return std::make_shared<Watcher>(writer,
                                     Watch{.caller = call.caller,
                                           .token_expires = call.token_expires,
                                           .tokens = tokens,
                                           .place = place,
                                           .open = open},
                                     env.organization, env.clock);
  };
  const std::optional<Place> place = tokens.Read(request.resume_token());
  if (place.has_value() && kept.position - place->position <= kFarBehind) {
    const absl::Status resumed = Follow(env, call, watcher(*place, /*open=*/false), place->position);
    if (!absl::IsOutOfRange(resumed)) return resumed;
  }
  if (!PushSnapshot(*kept.organization, *writer)) return TooSlow();
  const Place start{.position = kept.position, .version = kept.organization->version()};
  return Follow(env, call, watcher(start, /*open=*/true), start.position);
}

void AnswerWithVersion(Env& env, rpc::Call& call, std::int64_t version) {
  // By the call's clock, which may be a test's; waiting is real.
  if (version > 0) env.keeper.CatchUp(version, absl::Now() + (call.deadline - env.clock.Now()));
  const std::int64_t reached = std::max(version, env.organization.Current()->version());
  call.trailing_metadata.emplace_back(kOrgVersionKey, std::to_string(reached));
}

}  // namespace laurel::directory::organization
