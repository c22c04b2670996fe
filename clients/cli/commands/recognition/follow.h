// The wall as it grows: first what stood there last, then each recognition once, when it is published,
// through restarts of the service.
#pragma once

#include "absl/status/status.h"
#include "clients/cli/app/context.h"
#include "laurel/recognition/v1/recognition_service.pb.h"

namespace laurel::cli {

// `wanted` filters as it does for lists: by team, by value, or what is public. `limit`: how many of those
// that stand there already; 0 is none. Returns with an error only.
absl::Status FollowWall(Context& context, const recognition::v1::ListRecognitionsRequest& wanted, int limit);

}  // namespace laurel::cli
