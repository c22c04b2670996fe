// Three teams at one site, in an organisation that is made up for tests of numbers about teams. Pure.
#pragma once

#include <string>

#include "common/org/testing/records.h"

namespace laurel::org::testing {

// Ids.
extern const std::string kSite;
extern const std::string kNorth;      // six people
extern const std::string kSouth;      // five
extern const std::string kEast;       // as many as a test wants
extern const std::string kNorthLead;  // the first of its people
extern const std::string kSiteLead;   // leads the site, and is in none of its teams

// Of these three: the id of its nth person, from 0, who leads it.
std::string SiteMember(const std::string& team, int n);
void AddSite(Records& records, int in_east);

}  // namespace laurel::org::testing
