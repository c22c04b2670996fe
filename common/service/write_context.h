// Where the two halves of the platform meet: what a write, and what it tells, need to know of the call that
// asks for it. Pure.
#pragma once

#include "common/events/telling.h"
#include "common/rpc/call.h"
#include "common/sql/database.h"

namespace laurel {

sql::WriteContext ToWriteContext(const rpc::Call& call);

// `env`: what the handlers of a service work with; here its `outbox` counts. The call outlives it.
template <typename Env>
events::Telling TellingOf(const Env& env, const rpc::Call& call, sql::Changes& changes) {
  return {.outbox = env.outbox, .changes = changes, .actor = call.caller.id, .now = call.now};
}

}  // namespace laurel
