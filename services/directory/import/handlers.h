// ImportPeople: rows in, results out (product.md "Import"). Blocks, on a thread of its own: for each call
// one.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "common/rpc/stream.h"
#include "laurel/directory/v1/directory_service.pb.h"
#include "services/directory/env.h"

namespace laurel::directory::import {

using ImportStream = rpc::BidiStream<v1::ImportPeopleRequest, v1::ImportPeopleResponse>;

// What was applied before an error stays. INVALID_ARGUMENT: the messages do not come in their order; ABORTED,
// IMPORT_RUNNING with RetryInfo; FAILED_PRECONDITION, IMPORT_TOO_LARGE, for more than 200,000 rows; those of
// the stream and the database's.
absl::Status ImportPeople(Env& env, rpc::Call& call, ImportStream& stream);

}  // namespace laurel::directory::import
