// How something came into its state.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "clients/cli/views/history_view.h"

namespace laurel::cli {

// Of a session, an action item, a piece of feedback, a goal or a recognition, by its full name; oldest first.
absl::StatusOr<std::vector<StatusChange>> ListChanges(Context& context, const std::string& resource);
absl::Status ShowHistory(Context& context, const std::string& resource);

}  // namespace laurel::cli
