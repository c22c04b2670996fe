#include "clients/cli/commands/people/people.h"

#include "clients/cli/commands/commands.h"

namespace laurel::cli {

void AddPeople(CLI::App& app, Chosen& chosen) {
  CLI::App* noun = AddNoun(app, "people", "Who is who, and importing people",
                           "laurel people list ana\nlaurel people show ana@example.com\n"
                           "laurel people import people.csv --dry-run");
  AddPeopleList(*noun, chosen);
  AddPeopleShow(*noun, chosen);
  AddPeopleChanges(*noun, chosen);
  AddPeopleImport(*noun, chosen);
}

}  // namespace laurel::cli
