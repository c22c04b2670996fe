// The calls of AuditService. Free functions, one a call, named as it; they run on workers, many at once,
// after the pipeline has checked what the protos declare. Errors: the database's, and those that stand here.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/sql/database.h"
#include "laurel/audit/v1/audit_service.pb.h"

namespace laurel::audit {

// What they use.
struct AuditEnv {
  sql::Database& db;
};

// INVALID_ARGUMENT on `actor`, `resource`, `method`: nothing is ever recorded under such a name; on
// `end_time`, `page_token`.
absl::StatusOr<v1::ListAuditRecordsResponse> ListAuditRecords(AuditEnv& env, rpc::Call& call,
                                                              const v1::ListAuditRecordsRequest& request);

}  // namespace laurel::audit
