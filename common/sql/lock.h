// How a row is read: as it is, or locked until the transaction ends.
#pragma once

namespace laurel::sql {

enum class Lock { kNone, kForUpdate };

}  // namespace laurel::sql
