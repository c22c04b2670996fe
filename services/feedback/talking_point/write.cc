#include <algorithm>

#include "common/api/etag.h"
#include "common/api/field_mask.h"
#include "common/api/ulid.h"
#include "common/service/audit_update.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/feedback/events.h"
#include "services/feedback/names.h"
#include "services/feedback/people.h"
#include "services/feedback/talking_point/access.h"
#include "services/feedback/talking_point/handlers.h"
#include "services/feedback/talking_point/rules.h"

namespace laurel::feedback::talking_point {
namespace {

using Points = std::vector<v1::TalkingPoint>;

absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                std::string_view session) {
  return LoadSession(env, call, connection, session, sql::Lock::kNone).status();
}

absl::Status CheckChange(const Env& env, const rpc::Call& call, const v1::CoachingSession& session) {
  RETURN_IF_ERROR(CheckSomebodyIsHere(*env.organization.Current(), session.attendees(), call.now));
  return CheckOpen(session);
}

absl::StatusOr<Points> ListAll(sql::Connection& connection, const v1::CoachingSession& session) {
  return List(connection, IdOf(session.name()), 0, kMost);
}

v1::TalkingPoint Make(const rpc::Call& call, const v1::AddTalkingPointRequest& request) {
  v1::TalkingPoint point = request.talking_point();
  point.set_name(kTalkingPointPattern.Format({IdOf(request.parent()), api::NewUlid(call.now)}));
  point.set_etag(api::EtagOf(1));
  *point.mutable_create_time() = ToTimestamp(call.now);
  *point.mutable_update_time() = ToTimestamp(call.now);
  point.set_creator(call.caller.name);
  return point;
}

// Adds the point to all that the session has, at the position that it asks for; as it will be.
v1::TalkingPoint Save(sql::Changes& changes, Points points, v1::TalkingPoint point) {
  points.push_back(point);
  points = Moved(std::move(points), point.name(), point.position());
  point = *std::ranges::find(points, point.name(), &v1::TalkingPoint::name);
  Insert(changes, point);
  WriteOrder(changes, points);
  return point;
}

}  // namespace

absl::StatusOr<v1::TalkingPoint> AddTalkingPoint(Env& env, rpc::Call& call,
                                                 const v1::AddTalkingPointRequest& request) {
  const std::string_view session_id = IdOf(request.parent());
  const v1::TalkingPoint wanted = Make(call, request);
  return env.db.Write<v1::TalkingPoint>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::TalkingPoint> {
        ASSIGN_OR_RETURN(const coaching_session::Readable found,
                         LoadSession(env, call, connection, session_id, sql::Lock::kForUpdate));
        const v1::CoachingSession& session = found.stored.session;
        RETURN_IF_ERROR(CheckChange(env, call, session));
        ASSIGN_OR_RETURN(Points points, ListAll(connection, session));
        RETURN_IF_ERROR(CheckRoom(static_cast<int>(points.size())));
        v1::TalkingPoint point = Save(changes, std::move(points), wanted);
        TellTalkingPoint(TellingOf(env, call, changes), "talking_point.added", session, point);
        changes.Mention(point.creator());
        return point;
      },
      [&](sql::Connection& connection, const v1::TalkingPoint&) {
        return CheckStillReadable(env, call, connection, session_id);
      });
}

absl::StatusOr<v1::TalkingPoint> UpdateTalkingPoint(Env& env, rpc::Call& call,
                                                    const v1::UpdateTalkingPointRequest& request) {
  const v1::TalkingPoint& wanted = request.talking_point();
  ASSIGN_OR_RETURN(const google::protobuf::FieldMask mask, api::ResolveMask(request.update_mask(), wanted));
  const std::vector<std::string> fields(mask.paths().begin(), mask.paths().end());
  return env.db.Write<v1::TalkingPoint>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::TalkingPoint> {
        ASSIGN_OR_RETURN(const Found found, LoadPoint(env, call, connection, wanted.name()));
        const v1::CoachingSession& session = found.session.stored.session;
        const v1::TalkingPoint& before = found.stored.point;
        RETURN_IF_ERROR(api::CheckEtag(wanted.etag(), found.stored.version));
        RETURN_IF_ERROR(CheckChange(env, call, session));
        ASSIGN_OR_RETURN(const Points points, ListAll(connection, session));
        v1::TalkingPoint after = before;
        api::CopyMasked(mask, wanted, after);
        if (std::ranges::count(fields, "position") > 0) {
          const Points ordered = Moved(points, after.name(), after.position());
          after.set_position(std::ranges::find(ordered, after.name(), &v1::TalkingPoint::name)->position());
          WriteOrder(changes, ordered);
        }
        after.set_etag(api::EtagOf(found.stored.version + 1));
        *after.mutable_update_time() = ToTimestamp(call.now);
        Update(changes, found.stored, after, fields);
        AuditUpdate(call, after.name(), before, fields, {before.creator()}, changes);
        TellTalkingPoint(TellingOf(env, call, changes), "talking_point.updated", session, after);
        changes.Mention(after.creator());
        return after;
      },
      [&](sql::Connection& connection, const v1::TalkingPoint& stored) {
        return CheckStillReadable(env, call, connection, kTalkingPointPattern.Match(stored.name())->front());
      });
}

absl::StatusOr<google::protobuf::Empty> RemoveTalkingPoint(Env& env, rpc::Call& call,
                                                           const v1::RemoveTalkingPointRequest& request) {
  using Empty = google::protobuf::Empty;
  return env.db.Write<Empty>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<Empty> {
        ASSIGN_OR_RETURN(const Found found, LoadPoint(env, call, connection, request.name()));
        const v1::CoachingSession& session = found.session.stored.session;
        const v1::TalkingPoint& point = found.stored.point;
        RETURN_IF_ERROR(api::CheckEtag(request.etag(), found.stored.version));
        RETURN_IF_ERROR(CheckChange(env, call, session));
        ASSIGN_OR_RETURN(Points points, ListAll(connection, session));
        std::erase_if(points, [&](const v1::TalkingPoint& one) { return one.name() == point.name(); });
        Delete(changes, found.stored);
        WriteOrder(changes, points);
        AuditUpdate(call, point.name(), point, {}, {point.creator()}, changes);
        TellTalkingPoint(TellingOf(env, call, changes), "talking_point.removed", session, point);
        return Empty();
      },
      [&](sql::Connection& connection, const Empty&) {
        return CheckStillReadable(env, call, connection, kTalkingPointPattern.Match(request.name())->front());
      });
}

}  // namespace laurel::feedback::talking_point
