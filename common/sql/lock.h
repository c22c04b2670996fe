// How a row is read: as it is, or locked until the transaction ends. Only inside a transaction (Write,
// Transact) does a lock outlive its statement. A value.
#pragma once

#include <string_view>

namespace laurel::sql {

enum class Lock {
  kNone,
  // SELECT … LOCK IN SHARE MODE, which both servers know: the row stays as it was read, and any number of
  // others may hold it so. For what is judged and not written: two who both hold it so and then both write it
  // wait for each other.
  kShare,
  // SELECT … FOR UPDATE: waits up to 5 s for another transaction's lock, then 1205, which runs the whole
  // transaction again. A row that is not there locks nothing.
  kForUpdate,
};

// What stands at the end of a SELECT that locks so.
constexpr std::string_view ClauseOf(Lock lock) {
  switch (lock) {
    case Lock::kShare:
      return " LOCK IN SHARE MODE";
    case Lock::kForUpdate:
      return " FOR UPDATE";
    default:
      return "";
  }
}

}  // namespace laurel::sql
