// The verbs of `laurel team`.
#pragma once

#include "CLI/App.hpp"
#include "clients/cli/app/command.h"
#include "laurel/directory/v1/directory_service.pb.h"

namespace laurel::cli {

void AddTeamList(CLI::App& noun, Chosen& chosen);
void AddTeamShow(CLI::App& noun, Chosen& chosen);
void AddTeamChanges(CLI::App& noun, Chosen& chosen);  // create, rename, move, close
void AddTeamMembers(CLI::App& noun, Chosen& chosen);  // add, remove

}  // namespace laurel::cli
