// The nouns of the command line. Each function declares one with its verbs; what a verb does stands in the
// same file or in the noun's folder.
#pragma once

#include "CLI/App.hpp"
#include "clients/cli/app/command.h"

namespace laurel::cli {

void AddMe(CLI::App& app, Chosen& chosen);
void AddInbox(CLI::App& app, Chosen& chosen);
void AddCoaching(CLI::App& app, Chosen& chosen);
void AddFeedback(CLI::App& app, Chosen& chosen);
void AddActions(CLI::App& app, Chosen& chosen);
void AddGoals(CLI::App& app, Chosen& chosen);
void AddThank(CLI::App& app, Chosen& chosen);
void AddWall(CLI::App& app, Chosen& chosen);
void AddRecognition(CLI::App& app, Chosen& chosen);
void AddBalance(CLI::App& app, Chosen& chosen);
void AddLedger(CLI::App& app, Chosen& chosen);
void AddPointsAdministration(CLI::App& app, Chosen& chosen);
void AddValues(CLI::App& app, Chosen& chosen);
void AddProgram(CLI::App& app, Chosen& chosen);
void AddPeople(CLI::App& app, Chosen& chosen);
void AddTeams(CLI::App& app, Chosen& chosen);
void AddRoles(CLI::App& app, Chosen& chosen);
void AddServiceAccounts(CLI::App& app, Chosen& chosen);
void AddEvents(CLI::App& app, Chosen& chosen);
void AddAudit(CLI::App& app, Chosen& chosen);
void AddCompletion(CLI::App& app, Chosen& chosen);
void AddApi(CLI::App& app, Chosen& chosen);

}  // namespace laurel::cli
