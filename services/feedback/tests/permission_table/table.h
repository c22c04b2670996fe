// "Who may do what" and "Who may start what" of the product, as the tests of coaching and feedback read it:
// what each relation to Ana, and to what is written about her, comes to. Immutable; thread-safe.
#pragma once

#include <string>

#include "common/org/testing/records.h"
#include "common/testing/permission_table/table.h"

namespace laurel::feedback::testing {

extern const std::string kWriter;  // writes about Ana, and has no other relation to anybody

// Of the suite, and the writer.
org::testing::Records OrganizationWithWriter();

const laurel::testing::PermissionTable& Table();

}  // namespace laurel::feedback::testing
