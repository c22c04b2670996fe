// The verbs of `laurel action`, and what they share.
#pragma once

#include <string_view>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/statusor.h"
#include "clients/cli/app/command.h"
#include "clients/cli/views/action_view.h"
#include "laurel/feedback/v1/coaching_service.pb.h"

namespace laurel::cli {

void AddActionList(CLI::App& noun, Chosen& chosen);
void AddActionAdd(CLI::App& noun, Chosen& chosen);
void AddActionShowAndHistory(CLI::App& noun, Chosen& chosen);
void AddActionUpdate(CLI::App& noun, Chosen& chosen);
void AddActionMoves(CLI::App& noun, Chosen& chosen);  // done, drop, reopen

// OPEN and IN_PROGRESS of what `request` asks for, by due date.
absl::StatusOr<std::vector<Item>> ListOpenItems(Context& context,
                                                const feedback::v1::ListActionItemsRequest& request);

// "Done: call the customer back (k3x9qz)", or the message for programs.
void PrintChanged(Context& context, std::string_view done, const Item& item);

}  // namespace laurel::cli
