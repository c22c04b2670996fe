// What has been told of a resource, as its tables hold it. For tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/testing/test_database.h"

namespace laurel::directory::testing {

// In the order of telling: "person.created", "person.changed title,manager", "role.changed".
std::vector<std::string> ToldOf(const laurel::testing::TestDatabase& database, std::string_view resource);

}  // namespace laurel::directory::testing
