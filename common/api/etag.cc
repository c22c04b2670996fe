#include "common/api/etag.h"

#include "common/status/error.h"

namespace laurel::api {

std::string EtagOf(std::int64_t version) { return std::to_string(version); }

absl::Status CheckEtag(std::string_view sent, std::int64_t version) {
  const std::string current = EtagOf(version);
  if (sent.empty() || sent == current) return absl::OkStatus();
  return Error(
             absl::StatusCode::kAborted, "STALE_ETAG",
             "somebody changed this after you read it: read it again, then repeat your change with its etag")
      .With("current_etag", current);
}

}  // namespace laurel::api
