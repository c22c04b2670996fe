#include "common/history/list_status_changes.h"
#include "common/status/macros.h"
#include "services/recognition/audience/rules.h"
#include "services/recognition/names.h"
#include "services/recognition/reading/handlers.h"
#include "services/recognition/recognition/access.h"

namespace laurel::recognition::reading {

absl::StatusOr<v1::ListStatusChangesResponse> ListStatusChanges(Env& env, rpc::Call& call,
                                                                const v1::ListStatusChangesRequest& request) {
  const auto load = [&](sql::Connection& connection) -> absl::StatusOr<history::Parent> {
    ASSIGN_OR_RETURN(const recognition::Readable found,
                     recognition::LoadToShow(env, call, connection, IdOf(request.parent())));
    return history::Parent{v1::RecognitionState_descriptor(), [reader = found.reader, view = found.view](
                                                                  const common::v1::StatusChange& change) {
                             v1::RecognitionState to = v1::RECOGNITION_STATE_UNSPECIFIED;
                             v1::RecognitionState_Parse(change.to_state(), &to);
                             return audience::ReadsReason(reader, view, to);
                           }};
  };
  return history::ListStatusChanges<v1::ListStatusChangesResponse>(env.db, call, request, load);
}

}  // namespace laurel::recognition::reading
