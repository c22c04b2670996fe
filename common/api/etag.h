// Etags (AIP-154): with one, no update is lost. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace laurel::api {

std::string EtagOf(std::int64_t version);
// OK when `sent` is empty or is that of `version`; else ABORTED, STALE_ETAG, with `current_etag` in the
// metadata.
absl::Status CheckEtag(std::string_view sent, std::int64_t version);

}  // namespace laurel::api
