// The verbs of `laurel people`.
#pragma once

#include "CLI/App.hpp"
#include "clients/cli/app/command.h"

namespace laurel::cli {

void AddPeopleList(CLI::App& noun, Chosen& chosen);
void AddPeopleShow(CLI::App& noun, Chosen& chosen);
void AddPeopleChanges(CLI::App& noun, Chosen& chosen);  // leave, return, reinstate, manager, coach
void AddPeopleImport(CLI::App& noun, Chosen& chosen);

}  // namespace laurel::cli
