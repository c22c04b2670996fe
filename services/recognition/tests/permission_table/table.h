// "Who may do what" of the product, as the tests of recognition read it: what each relation to Sam, who
// gives, and to Ana, who receives, comes to. Immutable; thread-safe.
#pragma once

#include "common/testing/permission_table/table.h"

namespace laurel::recognition::testing {

const laurel::testing::PermissionTable& Table();

}  // namespace laurel::recognition::testing
