// The transaction of a call that changes one thing: it is loaded as the caller may see it, locked, judged,
// and written. Env is what the handlers of a service work with: here its `db` and its `outbox` count.
// Thread-safe.
#pragma once

#include <functional>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/api/resource_pattern.h"
#include "common/events/telling.h"
#include "common/rpc/call.h"
#include "common/service/write_context.h"
#include "common/sql/database.h"
#include "common/sql/lock.h"
#include "common/status/macros.h"

namespace laurel {

// A resource in the middle of its transaction. `Readable` is what its room finds for a caller.
template <typename Readable>
struct Locked {
  const Readable& found;
  sql::Connection& connection;
  events::Telling telling;
};

// What a room knows of its resource.
template <typename Resource, typename Readable, typename Env>
struct LockedRoom {
  absl::StatusOr<Readable> (*load)(const Env&, const rpc::Call&, sql::Connection&, std::string_view id,
                                   sql::Lock);
  // The resource as it is then, as far as the caller sees it.
  std::function<Resource(const Readable& found, const Resource& after)> shaped;
  // Asked before an answer is replayed.
  absl::Status (*still_readable)(const Env&, const rpc::Call&, sql::Connection&, const Resource& answer);
};

// `decide` judges it, adds what is to be written to `telling.changes`, and answers the resource as it is
// then; it may run more than once. NOT_FOUND: there is nothing of this name, or the caller may not read it.
template <typename Resource, typename Readable, typename Env>
absl::StatusOr<Resource> WriteLocked(
    Env& env, const rpc::Call& call, std::string_view name, const LockedRoom<Resource, Readable, Env>& room,
    const std::function<absl::StatusOr<Resource>(const Locked<Readable>&)>& decide) {
  return env.db.template Write<Resource>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<Resource> {
        ASSIGN_OR_RETURN(const Readable found,
                         room.load(env, call, connection, api::IdOf(name), sql::Lock::kForUpdate));
        ASSIGN_OR_RETURN(const Resource after, decide({found, connection, TellingOf(env, call, changes)}));
        return room.shaped(found, after);
      },
      [&](sql::Connection& connection, const Resource& answer) {
        return room.still_readable(env, call, connection, answer);
      });
}

}  // namespace laurel
