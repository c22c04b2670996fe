#include "services/feedback/status_change/handlers.h"

#include "common/history/list_status_changes.h"
#include "common/status/macros.h"
#include "services/feedback/action_item/access.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/feedback/access.h"
#include "services/feedback/names.h"

namespace laurel::feedback::status_change {
namespace {

using history::Parent;

Parent ParentOf(const google::protobuf::EnumDescriptor* states, common::v1::View view) {
  const bool shows_reasons = view == common::v1::VIEW_FULL;
  return {states, [shows_reasons](const common::v1::StatusChange&) { return shows_reasons; }};
}

absl::StatusOr<Parent> LoadParent(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                  std::string_view name) {
  const std::string_view id = IdOf(name);
  if (kSessionPattern.Matches(name)) {
    ASSIGN_OR_RETURN(const auto found,
                     coaching_session::LoadReadable(env, call, connection, id, sql::Lock::kNone));
    return ParentOf(v1::CoachingSessionState_descriptor(), found.view);
  }
  if (kActionItemPattern.Matches(name)) {
    ASSIGN_OR_RETURN(const auto found,
                     action_item::LoadReadable(env, call, connection, id, sql::Lock::kNone));
    return ParentOf(v1::ActionItemState_descriptor(), found.view);
  }
  ASSIGN_OR_RETURN(const auto found, feedback::LoadReadable(env, call, connection, id, sql::Lock::kNone));
  return ParentOf(v1::FeedbackState_descriptor(), found.view);
}

}  // namespace

absl::StatusOr<v1::ListStatusChangesResponse> ListStatusChanges(Env& env, rpc::Call& call,
                                                                const v1::ListStatusChangesRequest& request) {
  return history::ListStatusChanges<v1::ListStatusChangesResponse>(
      env.db, call, request,
      [&](sql::Connection& connection) { return LoadParent(env, call, connection, request.parent()); });
}

}  // namespace laurel::feedback::status_change
