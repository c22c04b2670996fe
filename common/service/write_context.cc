#include "common/service/write_context.h"

namespace laurel {

sql::WriteContext ToWriteContext(const rpc::Call& call) {
  return {.now = call.now,
          .deadline = call.deadline,
          .key = call.key,
          // A service account has no name; its id says that it is one.
          .actor = call.caller.name.empty() ? call.caller.id : call.caller.name,
          .audited = call.audited};
}

}  // namespace laurel
