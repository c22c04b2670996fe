#include <algorithm>
#include <optional>

#include "common/api/etag.h"
#include "common/api/field_mask.h"
#include "common/service/audit_update.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/feedback/action_item/access.h"
#include "services/feedback/action_item/handlers.h"
#include "services/feedback/action_item/owner.h"
#include "services/feedback/coaching_session/store.h"
#include "services/feedback/events.h"
#include "services/feedback/names.h"

namespace laurel::feedback::action_item {
namespace {

using Session = std::optional<coaching_session::Stored>;

// The session in which the item was agreed, locked, and before the item is (ADR 7): which one it is does not
// change. nullopt: the item stands alone.
absl::StatusOr<Session> LockSession(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                    std::string_view item) {
  ASSIGN_OR_RETURN(const Readable found, LoadReadable(env, call, connection, IdOf(item), sql::Lock::kNone));
  const std::string& name = found.stored.item.session();
  if (name.empty()) return Session();
  ASSIGN_OR_RETURN(Session session, coaching_session::Find(connection, IdOf(name), sql::Lock::kForUpdate));
  if (!session.has_value()) return InternalError("an action item's session is missing");
  return session;
}

// A new owner is bound by the rules of a new item.
absl::Status CheckNewOwner(const Env& env, const rpc::Call& call, const Session& session,
                           const v1::ActionItem& item, const absl::Status& references) {
  if (!session.has_value()) {
    RETURN_IF_ERROR(references);
    return CheckMayAssign(env, call, item.owner());
  }
  return CheckInSession(session->session, item, call.caller.name, references);
}

// Who may only read an item learns nothing of the session behind it: that refusal comes before the rules of a
// new owner.
absl::Status CheckUpdate(const Env& env, const rpc::Call& call, const Session& session, const Readable& found,
                         const v1::ActionItem& after, const absl::Status& references, std::string_view etag) {
  const v1::ActionItem& before = found.stored.item;
  if (!MayWrite(found.reader))
    return NotAllowed("its owner, its creator and the session's coach change an action item");
  if (after.owner() != before.owner()) {
    RETURN_IF_ERROR(CheckNewOwner(env, call, session, after, references));
  } else if (env.organization.Current()->HasLeft(IdOf(after.owner()), call.now)) {
    return PersonLeft("the owner has left: give the item to somebody else, or drop it");
  }
  RETURN_IF_ERROR(api::CheckEtag(etag, found.stored.version));
  if (IsOpen(before.state())) return absl::OkStatus();
  return Transitions().WrongState(before.name(), before.state(), "change it");
}

}  // namespace

absl::StatusOr<v1::ActionItem> UpdateActionItem(Env& env, rpc::Call& call,
                                                const v1::UpdateActionItemRequest& request) {
  const v1::ActionItem& wanted = request.action_item();
  if (wanted.name().empty()) return InvalidField("action_item.name", "is required");
  ASSIGN_OR_RETURN(const google::protobuf::FieldMask mask, api::ResolveMask(request.update_mask(), wanted));
  const std::vector<std::string> fields(mask.paths().begin(), mask.paths().end());
  FieldViolations violations;
  CheckFields("action_item", wanted, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const bool names_owner = std::find(fields.begin(), fields.end(), "owner") != fields.end();
  const absl::Status references =
      org::CheckPeople(env.organization, {{"action_item.owner", names_owner ? wanted.owner() : ""}}, call.now,
                       call.deadline, /*refuse_leavers=*/true);
  return env.db.Write<v1::ActionItem>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::ActionItem> {
        Session session;
        if (names_owner) {
          ASSIGN_OR_RETURN(session, LockSession(env, call, connection, wanted.name()));
        }
        ASSIGN_OR_RETURN(const Readable found,
                         LoadReadable(env, call, connection, IdOf(wanted.name()), sql::Lock::kForUpdate));
        v1::ActionItem after = found.stored.item;
        api::CopyMasked(mask, wanted, after);
        RETURN_IF_ERROR(CheckUpdate(env, call, session, found, after, references, wanted.etag()));
        after.set_etag(api::EtagOf(found.stored.version + 1));
        *after.mutable_update_time() = ToTimestamp(call.now);
        Update(changes, found.stored, after, fields);
        // Who lost the item is concerned too.
        AuditUpdate(call, after.name(), found.stored.item, fields,
                    {found.stored.item.owner(), after.owner(), after.creator()}, changes);
        TellUpdated(TellingOf(env, call, changes), after, found.stored.session_coach);
        changes.Mention(after.creator());
        changes.Mention(after.owner());
        return Shaped(after, found.view);
      },
      [&](sql::Connection& connection, const v1::ActionItem& stored) {
        return CheckStillReadable(env, call, connection, stored);
      });
}

}  // namespace laurel::feedback::action_item
