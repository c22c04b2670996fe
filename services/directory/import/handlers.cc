#include "services/directory/import/handlers.h"

#include <malloc.h>

#include <memory>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/directory/import/lease.h"
#include "services/directory/import/session.h"

namespace laurel::directory::import {

absl::Status ImportPeople(Env& env, rpc::Call& call, ImportStream& stream) {
  v1::ImportPeopleRequest first;
  ASSIGN_OR_RETURN(const bool sent, stream.Read(&first));
  if (!sent || !first.has_options()) return InvalidField("options", "is what the first message holds");
  const bool validate_only = first.options().validate_only();
  std::unique_ptr<Lease> lease;
  if (!validate_only) {
    ASSIGN_OR_RETURN(lease, Lease::Take(env.db, env.clock));
  }
  const absl::Status status = Session(env, call, stream, validate_only).Run();
  // The directory and the file were in memory a moment ago, on a thread that ends here: the rest of the
  // process has no use for what they took.
  malloc_trim(0);
  return status;
}

}  // namespace laurel::directory::import
