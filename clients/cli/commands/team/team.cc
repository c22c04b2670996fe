#include "clients/cli/commands/team/team.h"

#include "clients/cli/commands/commands.h"

namespace laurel::cli {

void AddTeams(CLI::App& app, Chosen& chosen) {
  CLI::App* noun = AddNoun(app, "team", "Teams, queues and sites, and who belongs to them",
                           "laurel team list\nlaurel team show Billing\n"
                           "laurel team add Billing \"ana ribeiro\" --lead");
  AddTeamList(*noun, chosen);
  AddTeamShow(*noun, chosen);
  AddTeamChanges(*noun, chosen);
  AddTeamMembers(*noun, chosen);
}

}  // namespace laurel::cli
