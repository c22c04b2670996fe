#include "clients/cli/testing/fake_coaching.h"

#include "clients/cli/views/session_view.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "google/rpc/status.pb.h"

namespace laurel::cli::testing {
namespace {

namespace fv1 = feedback::v1;

std::string Resolved(const std::string& name) { return name == "people/me" ? "people/maria" : name; }

grpc::Status NextFailure(std::deque<absl::Status>& failures) {
  const absl::Status failure = failures.front();
  failures.pop_front();
  return ToGrpc(failure);
}

}  // namespace

grpc::Status ToGrpc(const absl::Status& status) {
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), std::string(status.message()),
                      ToProto(status).SerializeAsString());
}

grpc::Status FakeCoaching::Broken(const char* call) const { return ToGrpc(broken.at(call)); }

grpc::Status FakeCoaching::Find(const std::string& name, fv1::CoachingSession* answer) const {
  for (const fv1::CoachingSession& session : sessions) {
    if (session.name() == name) *answer = session;
  }
  return answer->name().empty() ? ToGrpc(NotFound()) : grpc::Status::OK;
}

grpc::Status FakeCoaching::CreateCoachingSession(grpc::ServerContext* context,
                                                 const fv1::CreateCoachingSessionRequest* request,
                                                 fv1::CoachingSession* answer) {
  const auto authorization = context->client_metadata().find("authorization");
  if (authorization != context->client_metadata().end()) {
    authorizations.emplace_back(authorization->second.data(), authorization->second.size());
  }
  created.push_back(*request);
  if (!failures.empty()) return NextFailure(failures);
  *answer = request->coaching_session();
  answer->set_name("coachingSessions/01jd8z3v5n7q2w4e6r8tabcdef");
  answer->set_coach("people/maria");
  if (request->has_repeat()) answer->set_series(answer->name());
  return grpc::Status::OK;
}

grpc::Status FakeCoaching::ListCoachingSessions(grpc::ServerContext*,
                                                const fv1::ListCoachingSessionsRequest* request,
                                                fv1::ListCoachingSessionsResponse* answer) {
  if (broken.contains("ListCoachingSessions")) return Broken("ListCoachingSessions");
  for (const fv1::CoachingSession& session : sessions) {
    const bool state =
        request->state() == fv1::COACHING_SESSION_STATE_UNSPECIFIED || request->state() == session.state();
    const bool attendee =
        request->attendee().empty() || Resolved(request->attendee()) == session.attendees(0);
    const bool coach = request->coach().empty() || Resolved(request->coach()) == session.coach();
    const bool series = request->series().empty() || request->series() == session.series();
    const bool time =
        (!request->has_start_time() || WhenOf(session) >= FromTimestamp(request->start_time())) &&
        (!request->has_end_time() || WhenOf(session) < FromTimestamp(request->end_time()));
    if (state && attendee && coach && series && time) *answer->add_coaching_sessions() = session;
  }
  return grpc::Status::OK;
}

grpc::Status FakeCoaching::ListActionItems(grpc::ServerContext*, const fv1::ListActionItemsRequest* request,
                                           fv1::ListActionItemsResponse* answer) {
  if (broken.contains("ListActionItems")) return Broken("ListActionItems");
  for (const fv1::ActionItem& item : items) {
    const bool state =
        request->state() == fv1::ACTION_ITEM_STATE_UNSPECIFIED || request->state() == item.state();
    const bool owner = request->owner().empty() || Resolved(request->owner()) == item.owner();
    if (state && owner) *answer->add_action_items() = item;
  }
  return grpc::Status::OK;
}

grpc::Status FakeCoaching::CompleteActionItem(grpc::ServerContext*,
                                              const fv1::CompleteActionItemRequest* request,
                                              fv1::ActionItem* answer) {
  completed.push_back(request->name());
  answer->set_name(request->name());
  answer->set_owner("people/ana");
  answer->set_text("call back");
  return grpc::Status::OK;
}

grpc::Status FakeCoaching::GetCoachingCoverage(grpc::ServerContext*, const fv1::GetCoachingCoverageRequest*,
                                               fv1::GetCoachingCoverageResponse* answer) {
  *answer = coverage;
  return grpc::Status::OK;
}

grpc::Status FakeCoaching::GetCoachingSession(grpc::ServerContext*,
                                              const fv1::GetCoachingSessionRequest* request,
                                              fv1::CoachingSession* answer) {
  return Find(request->name(), answer);
}

grpc::Status FakeCoaching::UpdateCoachingSession(grpc::ServerContext*,
                                                 const fv1::UpdateCoachingSessionRequest* request,
                                                 fv1::CoachingSession* answer) {
  updated.push_back(*request);
  return Find(request->coaching_session().name(), answer);
}

grpc::Status FakeCoaching::RescheduleCoachingSession(grpc::ServerContext*,
                                                     const fv1::RescheduleCoachingSessionRequest* request,
                                                     fv1::CoachingSession* answer) {
  moved.push_back(*request);
  if (!failures.empty()) return NextFailure(failures);
  const grpc::Status found = Find(request->name(), answer);
  *answer->mutable_scheduled_time() = request->scheduled_time();
  return found;
}

grpc::Status FakeCoaching::CancelCoachingSession(grpc::ServerContext*,
                                                 const fv1::CancelCoachingSessionRequest* request,
                                                 fv1::CoachingSession* answer) {
  cancelled.push_back(*request);
  if (!failures.empty()) return NextFailure(failures);
  const grpc::Status found = Find(request->name(), answer);
  answer->set_state(fv1::COACHING_SESSION_STATE_CANCELLED);
  return found;
}

grpc::Status FakeCoaching::ListStatusChanges(grpc::ServerContext*, const fv1::ListStatusChangesRequest*,
                                             fv1::ListStatusChangesResponse* answer) {
  answer->mutable_status_changes()->Add(changes.begin(), changes.end());
  return grpc::Status::OK;
}

grpc::Status FakeCoaching::ListNotes(grpc::ServerContext*, const fv1::ListNotesRequest*,
                                     fv1::ListNotesResponse* answer) {
  answer->mutable_notes()->Add(notes.begin(), notes.end());
  return grpc::Status::OK;
}

grpc::Status FakeCoaching::ReviseNote(grpc::ServerContext*, const fv1::ReviseNoteRequest* request,
                                      fv1::Note* answer) {
  revised.push_back(*request);
  answer->set_name(request->name());
  answer->set_text(request->text());
  answer->set_revision(2);
  return grpc::Status::OK;
}

grpc::Status FakeCoaching::ListNoteRevisions(grpc::ServerContext*, const fv1::ListNoteRevisionsRequest*,
                                             fv1::ListNoteRevisionsResponse* answer) {
  answer->mutable_revisions()->Add(revisions.begin(), revisions.end());
  return grpc::Status::OK;
}

grpc::Status FakeCoaching::AddTalkingPoint(grpc::ServerContext*, const fv1::AddTalkingPointRequest* request,
                                           fv1::TalkingPoint* answer) {
  *answer = request->talking_point();
  answer->set_creator("people/maria");
  answer->set_position(static_cast<int>(points.size()) + 1);
  answer->set_name(request->parent() + "/talkingPoints/01jd8z3v5n7q2w4e6r8tpoint" +
                   std::to_string(answer->position()));
  points.push_back(*answer);
  return grpc::Status::OK;
}

grpc::Status FakeCoaching::UpdateTalkingPoint(grpc::ServerContext*,
                                              const fv1::UpdateTalkingPointRequest* request,
                                              fv1::TalkingPoint* answer) {
  updated_points.push_back(*request);
  for (fv1::TalkingPoint& point : points) {
    if (point.name() != request->talking_point().name()) continue;
    if (request->update_mask().paths(0) == "done") point.set_done(request->talking_point().done());
    if (request->update_mask().paths(0) == "text") point.set_text(request->talking_point().text());
    *answer = point;
  }
  return answer->name().empty() ? ToGrpc(NotFound()) : grpc::Status::OK;
}

grpc::Status FakeCoaching::RemoveTalkingPoint(grpc::ServerContext*,
                                              const fv1::RemoveTalkingPointRequest* request,
                                              google::protobuf::Empty*) {
  std::erase_if(points, [&](const fv1::TalkingPoint& point) { return point.name() == request->name(); });
  return grpc::Status::OK;
}

grpc::Status FakeCoaching::ListTalkingPoints(grpc::ServerContext*,
                                             const fv1::ListTalkingPointsRequest* request,
                                             fv1::ListTalkingPointsResponse* answer) {
  if (broken.contains("ListTalkingPoints")) return Broken("ListTalkingPoints");
  for (const fv1::TalkingPoint& point : points) {
    if (point.name().starts_with(request->parent() + "/")) *answer->add_talking_points() = point;
  }
  return grpc::Status::OK;
}

}  // namespace laurel::cli::testing
