// The verbs of `laurel event`, and what they share.
#pragma once

#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/statusor.h"
#include "clients/cli/app/command.h"
#include "laurel/events/v1/event.pb.h"

namespace laurel::cli {

void AddEventWatch(CLI::App& noun, Chosen& chosen);
void AddEventTypes(CLI::App& noun, Chosen& chosen);

// What can happen in one service, by name.
absl::StatusOr<std::vector<events::v1::EventType>> EventTypesOf(const Endpoint& endpoint);

}  // namespace laurel::cli
