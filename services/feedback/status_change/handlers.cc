#include "services/feedback/status_change/handlers.h"

#include "common/api/fill_page.h"
#include "common/api/number_position.h"
#include "common/status/macros.h"
#include "services/feedback/action_item/access.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/feedback/access.h"
#include "services/feedback/names.h"
#include "services/feedback/status_change/store.h"

namespace laurel::feedback::status_change {
namespace {

// What the changes belong to, as the caller sees it.
struct Parent {
  const google::protobuf::EnumDescriptor* states;
  common::v1::View view;
};

absl::StatusOr<Parent> LoadParent(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                  std::string_view name) {
  const std::string_view id = IdOf(name);
  if (kSessionPattern.Matches(name)) {
    ASSIGN_OR_RETURN(const auto found,
                     coaching_session::LoadReadable(env, call, connection, id, sql::Lock::kNone));
    return Parent{v1::CoachingSessionState_descriptor(), found.view};
  }
  if (kActionItemPattern.Matches(name)) {
    ASSIGN_OR_RETURN(const auto found,
                     action_item::LoadReadable(env, call, connection, id, sql::Lock::kNone));
    return Parent{v1::ActionItemState_descriptor(), found.view};
  }
  ASSIGN_OR_RETURN(const auto found, feedback::LoadReadable(env, call, connection, id, sql::Lock::kNone));
  return Parent{v1::FeedbackState_descriptor(), found.view};
}

}  // namespace

absl::StatusOr<v1::ListStatusChangesResponse> ListStatusChanges(Env& env, rpc::Call& call,
                                                                const v1::ListStatusChangesRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::int64_t after, api::NumberFromCursor(page.after));
  using Changes = std::vector<v1::StatusChange>;
  ASSIGN_OR_RETURN(
      Changes changes,
      env.db.Read<Changes>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Changes> {
        ASSIGN_OR_RETURN(const Parent parent, LoadParent(env, call, connection, request.parent()));
        ASSIGN_OR_RETURN(Changes read,
                         List(connection, request.parent(), *parent.states, after, page.size + 1));
        if (parent.view != common::v1::VIEW_FULL) {
          for (v1::StatusChange& change : read) change.clear_reason();
        }
        return read;
      }));
  v1::ListStatusChangesResponse answer;
  const auto cursor_of = [](const v1::StatusChange& change) {
    return api::Cursor{std::string(IdOf(change.name()))};
  };
  api::FillPage(call.caller.id, request, std::move(changes), page.size, cursor_of,
                answer.mutable_status_changes(), answer.mutable_next_page_token());
  return answer;
}

}  // namespace laurel::feedback::status_change
