// "Who may do what" of the product, as the tests of goals read it: what each relation to Ana, who owns goals,
// and to her team comes to. Immutable; thread-safe.
#pragma once

#include "common/testing/permission_table/table.h"

namespace laurel::goals::testing {

const laurel::testing::PermissionTable& Table();

}  // namespace laurel::goals::testing
