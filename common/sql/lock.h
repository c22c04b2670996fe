// How a row is read: as it is, or locked until the transaction ends. Only inside a transaction (Write,
// Transact) does a lock outlive its statement. A value.
#pragma once

namespace laurel::sql {

enum class Lock {
  kNone,
  // SELECT … FOR UPDATE: waits up to 5 s for another transaction's lock, then 1205, which runs the whole
  // transaction again. A row that is not there locks nothing.
  kForUpdate,
};

}  // namespace laurel::sql
