#include "services/recognition/program/handlers.h"

#include <string>
#include <vector>

#include "common/api/etag.h"
#include "common/api/field_mask.h"
#include "common/service/audit_update.h"
#include "common/service/write_context.h"
#include "common/sql/always_readable.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/recognition/events.h"
#include "services/recognition/names.h"
#include "services/recognition/program/rules.h"
#include "services/recognition/program/store.h"

namespace laurel::recognition::program {

absl::StatusOr<v1::Program> GetProgram(Env& env, rpc::Call& call, const v1::GetProgramRequest&) {
  return env.db.Read<v1::Program>(call.deadline,
                                  [](sql::Connection& connection) -> absl::StatusOr<v1::Program> {
                                    ASSIGN_OR_RETURN(Stored stored, Find(connection, sql::Lock::kNone));
                                    return std::move(stored.program);
                                  });
}

absl::StatusOr<v1::Program> UpdateProgram(Env& env, rpc::Call& call,
                                          const v1::UpdateProgramRequest& request) {
  const v1::Program& wanted = request.program();
  ASSIGN_OR_RETURN(const google::protobuf::FieldMask mask, api::ResolveMask(request.update_mask(), wanted));
  const std::vector<std::string> fields(mask.paths().begin(), mask.paths().end());
  return env.db.Write<v1::Program>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Program> {
        ASSIGN_OR_RETURN(const Stored before, Find(connection, sql::Lock::kForUpdate));
        v1::Program after = before.program;
        api::CopyMasked(mask, wanted, after);
        RETURN_IF_ERROR(CheckComplete(after));
        RETURN_IF_ERROR(api::CheckEtag(wanted.etag(), before.version));
        after.set_etag(api::EtagOf(before.version + 1));
        *after.mutable_update_time() = ToTimestamp(call.now);
        Update(changes, before, after, fields);
        AuditUpdate(call, after.name(), before.program, fields, {}, changes);
        TellProgram(TellingOf(env, call, changes));
        return after;
      },
      sql::kAlwaysReadable);
}

}  // namespace laurel::recognition::program
