// What holds of a draft beside its own fields: whom and what it refers to. Thread-safe; a connection is used
// by one thread at a time.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "common/sql/connection.h"
#include "laurel/feedback/v1/feedback.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback::feedback {

// INVALID_ARGUMENT for an unknown subject; FAILED_PRECONDITION, PERSON_LEFT. It may wait (org/access.h): ask
// before the transaction.
absl::Status CheckSubject(const Env& env, const rpc::Call& call, const v1::Feedback& draft);
// INVALID_ARGUMENT for a session that the caller may not read, or in which the subject takes no part.
absl::Status CheckSession(const Env& env, const rpc::Call& call, sql::Connection& connection,
                          const v1::Feedback& draft);

}  // namespace laurel::feedback::feedback
