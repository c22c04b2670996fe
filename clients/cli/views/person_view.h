// People as people read them. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/output/table.h"
#include "clients/cli/people/names.h"
#include "laurel/directory/v1/person.pb.h"

namespace laurel::cli {

// Managers and coaches of all of them.
std::vector<std::string> ReferencesOf(const std::vector<directory::v1::Person>& people);

Table PersonTable(const std::vector<directory::v1::Person>& people, const Names& names);
// Withheld fields are left out.
Table PersonDetails(const directory::v1::Person& person, const Names& names);

}  // namespace laurel::cli
