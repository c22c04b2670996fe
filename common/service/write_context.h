// Where the two halves of the platform meet: what a write needs to know of the call that asks for it. Pure.
#pragma once

#include "common/rpc/call.h"
#include "common/sql/database.h"

namespace laurel {

sql::WriteContext ToWriteContext(const rpc::Call& call);

}  // namespace laurel
