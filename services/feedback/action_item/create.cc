#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "services/feedback/action_item/access.h"
#include "services/feedback/action_item/agree.h"
#include "services/feedback/action_item/handlers.h"
#include "services/feedback/action_item/owner.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/errors.h"
#include "services/feedback/names.h"

namespace laurel::feedback::action_item {
namespace {

// In a session its coach and its attendees agree items with each other. Answers the coach's id.
absl::StatusOr<std::string> JudgeInSession(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                           const v1::ActionItem& item, const absl::Status& references,
                                           sql::Lock lock) {
  ASSIGN_OR_RETURN(const std::optional<coaching_session::Readable> found,
                   coaching_session::FindReadable(env, call, connection, IdOf(item.session()), lock));
  if (!found.has_value()) return NoSuchSession("action_item.session");
  const v1::CoachingSession& session = found->stored.session;
  RETURN_IF_ERROR(CheckInSession(session, item, call.caller.name, references));
  return std::string(IdOf(session.coach()));
}

}  // namespace

absl::StatusOr<v1::ActionItem> CreateActionItem(Env& env, rpc::Call& call,
                                                const v1::CreateActionItemRequest& request) {
  const v1::ActionItem item = Make(call, request.action_item());
  FieldViolations violations;
  CheckFields("action_item", item, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const absl::Status references = org::CheckPeople(env.organization, {{"action_item.owner", item.owner()}},
                                                   call.now, call.deadline, /*refuse_leavers=*/true);
  const v1::ActionItem answer = Shaped(item, common::v1::VIEW_FULL);
  const auto judge = [&](sql::Connection& connection, sql::Lock lock) -> absl::StatusOr<std::string> {
    if (!item.session().empty()) return JudgeInSession(env, call, connection, item, references, lock);
    RETURN_IF_ERROR(references);
    RETURN_IF_ERROR(CheckMayAssign(env, call, item.owner()));
    return std::string();
  };
  if (request.validate_only()) {
    return env.db.Read<v1::ActionItem>(call.deadline,
                                       [&](sql::Connection& connection) -> absl::StatusOr<v1::ActionItem> {
                                         RETURN_IF_ERROR(judge(connection, sql::Lock::kNone).status());
                                         return answer;
                                       });
  }
  return env.db.Write<v1::ActionItem>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::ActionItem> {
        ASSIGN_OR_RETURN(const std::string session_coach, judge(connection, sql::Lock::kForUpdate));
        Save(TellingOf(env, call, changes), item, session_coach);
        changes.Mention(item.creator());
        changes.Mention(item.owner());
        return answer;
      },
      [&](sql::Connection& connection, const v1::ActionItem& stored) {
        return CheckStillReadable(env, call, connection, stored);
      });
}

}  // namespace laurel::feedback::action_item
