// The way of every call that changes the organisation: lock the guard, decide, write the records as the next
// version and as the event organization.changed, answer with laurel-org-version. Free functions; they run on
// workers, many at once.
#pragma once

#include <cstdint>
#include <functional>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/service/write_context.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/status/macros.h"
#include "services/directory/env.h"
#include "services/directory/events.h"
#include "services/directory/organization/handlers.h"
#include "services/directory/organization/store.h"

namespace laurel::directory::organization {

// What a decision says about the organisation.
struct Draft {
  v1::OrganizationRecords records;  // what changes; none: the version stays
  const std::int64_t version;       // that the organisation has once they are written
};

// What the events of this call have, if that is what is decided.
inline Telling TellingOf(const Env& env, const rpc::Call& call, sql::Changes& changes, const Draft& draft) {
  return {.outbox = env.outbox, .changes = changes, .now = call.now, .version = draft.version};
}

// `decide` runs under the organisation's guard, so that rules over many rows are decided one after the other;
// it may run more than once, starting from nothing each time. Its errors are the answer. After the change the
// next read here sees it. `validate_only`: it is decided, and nothing is written.
template <typename Response>
absl::StatusOr<Response> Change(
    Env& env, rpc::Call& call,
    const std::function<absl::StatusOr<Response>(sql::Connection&, sql::Changes&, Draft&)>& decide,
    bool validate_only = false) {
  if (validate_only) {
    return env.db.Read<Response>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Response> {
      ASSIGN_OR_RETURN(const std::int64_t current, ReadVersion(connection));
      sql::Changes nothing;
      Draft draft{.records = {}, .version = current + 1};
      return decide(connection, nothing, draft);
    });
  }
  std::int64_t version = 0;
  absl::StatusOr<Response> answer = env.db.Write<Response>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<Response> {
        version = 0;
        ASSIGN_OR_RETURN(const std::int64_t locked, LockGuard(connection));
        Draft draft{.records = {}, .version = locked + 1};
        ASSIGN_OR_RETURN(Response response, decide(connection, changes, draft));
        if (draft.records.ByteSizeLong() > 0) {
          version = RecordChange(env.outbox, changes, locked, draft.records, call.now);
        }
        return response;
      },
      [&](sql::Connection& connection, const Response&) -> absl::Status {
        // A replay: what was decided now is not what was done then. Any later version holds that too.
        ASSIGN_OR_RETURN(version, ReadVersion(connection));
        return absl::OkStatus();
      });
  if (answer.ok()) AnswerWithVersion(env, call, version);
  return answer;
}

}  // namespace laurel::directory::organization
