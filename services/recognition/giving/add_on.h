// What is added to somebody else's recognition. Thread-safe; a connection is used by one thread at a time.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/sql/connection.h"
#include "common/sql/lock.h"
#include "laurel/recognition/v1/recognition.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::giving {

// What `wanted`, which names a parent, is to be added to. INVALID_ARGUMENT: the caller does not read one of
// that name in full; FAILED_PRECONDITION: ADD_ON_TO_OWN, WRONG_STATE, ADD_ON_TO_ADD_ON.
absl::StatusOr<v1::Recognition> LoadParent(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                           const v1::Recognition& wanted, sql::Lock lock);

// Fills in what it takes from its parent: recipients, when it names none all of them who are still here but
// the sender; visibility when it is unset. INVALID_ARGUMENT: on a recipient who is not the parent's;
// NO_RECIPIENTS, when nobody is left; VISIBILITY_NOT_ALLOWED, when more people would read it.
absl::Status FillFrom(const Env& env, absl::Time now, const v1::Recognition& parent,
                      v1::Recognition& recognition);

}  // namespace laurel::recognition::giving
