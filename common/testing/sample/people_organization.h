// The organisation that ./dev up makes of docs/sample/people.csv, for tests. Thread-safe.
#pragma once

#include <memory>
#include <string>

#include "common/org/organization.h"

namespace laurel::sample {

// Employee E1008 has org::testing::TestId(1008), and is here since 2020.
std::shared_ptr<const org::Organization> OrganizationOf(const std::string& people_csv);

}  // namespace laurel::sample
