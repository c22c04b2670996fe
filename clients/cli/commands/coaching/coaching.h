// The verbs of `laurel coaching`, and what they share.
#pragma once

#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/statusor.h"
#include "clients/cli/app/command.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/commands/action_phrase.h"
#include "clients/cli/views/session_view.h"
#include "laurel/feedback/v1/coaching_service.pb.h"

namespace laurel::cli {

void AddDue(CLI::App& noun, Chosen& chosen);
void AddLogAndPlan(CLI::App& noun, Chosen& chosen);
void AddListAndWeek(CLI::App& noun, Chosen& chosen);
void AddShow(CLI::App& noun, Chosen& chosen);
void AddHold(CLI::App& noun, Chosen& chosen);
void AddVoidAndAck(CLI::App& noun, Chosen& chosen);
void AddNotes(CLI::App& noun, Chosen& chosen);

// The sessions that fit, newest first; --limit said so far.
absl::StatusOr<Listed<Session>> ListSessions(Context& context,
                                             const feedback::v1::ListCoachingSessionsRequest& request,
                                             int limit);
void PrintSessions(Context& context, const std::vector<Session>& sessions, std::string_view nothing);

// "Logged: Ana Pereira, yesterday 15:00 (k3x9qz)", or the message for programs.
void PrintChanged(Context& context, std::string_view done, const Session& session);

// The items of --action, owned by those who take part.
absl::StatusOr<std::vector<feedback::v1::ActionItem>> AgreedItems(
    const std::vector<std::string>& phrases, const std::vector<Participant>& participants, const Here& here);
absl::StatusOr<Participant> Me(Context& context);

}  // namespace laurel::cli
