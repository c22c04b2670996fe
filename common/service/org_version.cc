#include "common/service/org_version.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "absl/time/clock.h"
#include "common/status/error.h"

namespace laurel {
namespace {

constexpr absl::Duration kLongestWait = absl::Seconds(5);

std::int64_t WantedVersion(const rpc::Call& call) {
  std::int64_t version = 0;
  for (const auto& [key, value] : call.metadata) {
    if (key == kOrgVersionKey) std::from_chars(value.data(), value.data() + value.size(), version);
  }
  return version;
}

Error NotHereYet() {
  return Error(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE",
               "this service has not heard of that change yet: try again")
      .RetryAfter(absl::Seconds(1));
}

}  // namespace

absl::Status OrgVersionGate::Await(const rpc::Call& call) const {
  const std::int64_t version = WantedVersion(call);
  const absl::Duration wait = std::min(kLongestWait, call.deadline - call.now);
  const auto newest = holder_.WaitIfRoom(absl::Now() + wait, [version](const org::Organization& current) {
    return current.version() >= version;
  });
  if (newest->version() < version) return NotHereYet();
  return absl::OkStatus();
}

}  // namespace laurel
