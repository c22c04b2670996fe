// Reading the talking points of a session.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "clients/cli/views/point_view.h"

namespace laurel::cli {

// In their order.
absl::StatusOr<std::vector<TalkingPoint>> ListPoints(Context& context, const std::string& session);

}  // namespace laurel::cli
