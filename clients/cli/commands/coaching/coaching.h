// The verbs of `laurel coaching`, and what they share.
#pragma once

#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/statusor.h"
#include "clients/cli/app/command.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/commands/action_phrase.h"
#include "clients/cli/views/action_view.h"
#include "clients/cli/views/session_view.h"
#include "laurel/feedback/v1/coaching_service.pb.h"

namespace laurel::cli {

void AddDue(CLI::App& noun, Chosen& chosen);
void AddListAndWeek(CLI::App& noun, Chosen& chosen);
void AddShow(CLI::App& noun, Chosen& chosen);
void AddSessionHistory(CLI::App& noun, Chosen& chosen);
void AddPrepare(CLI::App& noun, Chosen& chosen);
// planning/
void AddLog(CLI::App& noun, Chosen& chosen);
void AddPlan(CLI::App& noun, Chosen& chosen);
void AddReschedule(CLI::App& noun, Chosen& chosen);
void AddEdit(CLI::App& noun, Chosen& chosen);
// outcome/
void AddStartAndNoShow(CLI::App& noun, Chosen& chosen);
void AddHold(CLI::App& noun, Chosen& chosen);
void AddCancel(CLI::App& noun, Chosen& chosen);
void AddVoidAndAck(CLI::App& noun, Chosen& chosen);
// notes/, points/
void AddNotes(CLI::App& noun, Chosen& chosen);
void AddRevise(CLI::App& noun, Chosen& chosen);
void AddPoints(CLI::App& noun, Chosen& chosen);

// The positional SESSION.
void AddSession(CLI::App& command, std::string& session);
absl::StatusOr<Session> GetSession(Context& context, const std::string& name);
// The sessions that fit, newest first; --limit said so far.
absl::StatusOr<Listed<Session>> ListSessions(Context& context,
                                             const feedback::v1::ListCoachingSessionsRequest& request,
                                             int limit);
void PrintSessions(Context& context, const std::vector<Session>& sessions, std::string_view nothing);

// "Logged: Ana Pereira, yesterday 15:00 (k3x9qz)", or the message for programs.
void PrintChanged(Context& context, std::string_view done, const Session& session);
// The same of one that was checked only: it has no id to be typed back.
void PrintChecked(Context& context, const Session& session);

// The items of --action, owned by those who take part.
absl::StatusOr<std::vector<feedback::v1::ActionItem>> AgreedItems(
    const std::vector<std::string>& phrases, const std::vector<Participant>& participants, const Here& here);
absl::StatusOr<Participant> Me(Context& context);
// "people/…"; empty while the directory is away.
std::string MyName(Context& context);
// A note that all who take part can read, written in an editor; it begins as `text`.
absl::StatusOr<std::string> NoteFromEditor(Context& context, const std::string& text);
// Attendees and coach.
absl::StatusOr<std::vector<Participant>> ParticipantsOf(Context& context, const Session& session);

// The items agreed in a session and those carried into it, by due date; ActionItem.session tells them apart.
absl::StatusOr<std::vector<Item>> ItemsOf(Context& context, const std::string& session);
// For people, with a heading; nothing when there are none.
void PrintItems(Context& context, std::string_view heading, const std::vector<Item>& items);

}  // namespace laurel::cli
