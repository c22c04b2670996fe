// Which call each verb of the models is.
#include "common/time/convert.h"
#include "services/feedback/tests/state_machine/walk.h"

namespace laurel::feedback::testing {
namespace {

using Stub = Suite::Stub;
using FeedbackStub = Suite::FeedbackStub;

// The etag that is sent: one that has been overtaken, the present one, or none.
template <typename Live>
std::string EtagOf(const Live& live, const Attempt& attempt) {
  if (attempt.stale) return live.former_etag;
  return attempt.reason.empty() ? "" : live.etag;
}

// Every state verb is {name, etag, reason, request_id}.
template <typename Request, typename Live>
Request Asking(const Live& live, const Attempt& attempt) {
  auto request = Named<Request>(live.name);
  request.set_etag(EtagOf(live, attempt));
  request.set_reason(attempt.reason);
  return request;
}

}  // namespace

absl::Status Walk::Call(const Session& session, SessionModel::Verb verb, const Attempt& attempt,
                        const std::optional<std::vector<std::string>>& attendees) {
  using Verb = SessionModel::Verb;
  const auto call = [&](auto method, const auto& request) {
    return suite_.As(attempt.actor, method, request, Pick(2)).status();
  };
  switch (verb) {
    case Verb::kUpdate: {
      v1::UpdateCoachingSessionRequest request;
      v1::CoachingSession& wanted = *request.mutable_coaching_session();
      wanted.set_name(session.name);
      wanted.set_etag(EtagOf(session, attempt));
      wanted.set_focus_area("Closing of calls");
      request.mutable_update_mask()->add_paths(attendees.has_value() ? "attendees" : "focus_area");
      for (const std::string& one : attendees.value_or(std::vector<std::string>()))
        wanted.add_attendees(Person(one));
      request.set_allow_overlap(true);
      return call(&Stub::UpdateCoachingSession, request);
    }
    case Verb::kReschedule: {
      auto request = Asking<v1::RescheduleCoachingSessionRequest>(session, attempt);
      *request.mutable_scheduled_time() = ToTimestamp(attempt.now + absl::Hours(2));
      request.set_allow_overlap(true);
      return call(&Stub::RescheduleCoachingSession, request);
    }
    case Verb::kStart:
      return call(&Stub::StartCoachingSession, Asking<v1::StartCoachingSessionRequest>(session, attempt));
    case Verb::kHold:
      return call(&Stub::HoldCoachingSession, Asking<v1::HoldCoachingSessionRequest>(session, attempt));
    case Verb::kCancel:
      return call(&Stub::CancelCoachingSession, Asking<v1::CancelCoachingSessionRequest>(session, attempt));
    case Verb::kNoShow:
      return call(&Stub::MarkCoachingSessionNoShow,
                  Asking<v1::MarkCoachingSessionNoShowRequest>(session, attempt));
    case Verb::kVoid:
      return call(&Stub::VoidCoachingSession, Asking<v1::VoidCoachingSessionRequest>(session, attempt));
    case Verb::kAcknowledge:
      return call(&Stub::AcknowledgeCoachingSession,
                  Asking<v1::AcknowledgeCoachingSessionRequest>(session, attempt));
    case Verb::kAddNote:
      return call(&Stub::AddNote, NoteRequest(session.name, "noted"));
    case Verb::kAddTalkingPoint: {
      v1::AddTalkingPointRequest request;
      request.set_parent(session.name);
      request.mutable_talking_point()->set_text("Shifts in May");
      return call(&Stub::AddTalkingPoint, request);
    }
  }
  return absl::UnimplementedError("a verb without a call");
}

absl::Status Walk::Call(const Piece& piece, FeedbackModel::Verb verb, const Attempt& attempt,
                        v1::FeedbackVisibility visibility) {
  using Verb = FeedbackModel::Verb;
  const auto call = [&](auto method, const auto& request) {
    return suite_.As(attempt.actor, method, request, Pick(2)).status();
  };
  switch (verb) {
    case Verb::kUpdate: {
      v1::UpdateFeedbackRequest request;
      v1::Feedback& wanted = *request.mutable_feedback();
      wanted.set_name(piece.name);
      wanted.set_etag(EtagOf(piece, attempt));
      wanted.set_next_step("Listen to three calls");
      wanted.set_visibility(visibility);
      for (const char* field : {"next_step", "visibility"}) request.mutable_update_mask()->add_paths(field);
      return call(&FeedbackStub::UpdateFeedback, request);
    }
    case Verb::kSubmit:
      return call(&FeedbackStub::SubmitFeedback, Asking<v1::SubmitFeedbackRequest>(piece, attempt));
    case Verb::kDiscard:
      return call(&FeedbackStub::DiscardFeedback, Asking<v1::DiscardFeedbackRequest>(piece, attempt));
    case Verb::kAcknowledge:
      return call(&FeedbackStub::AcknowledgeFeedback, Asking<v1::AcknowledgeFeedbackRequest>(piece, attempt));
    case Verb::kRetract:
      return call(&FeedbackStub::RetractFeedback, Asking<v1::RetractFeedbackRequest>(piece, attempt));
  }
  return absl::UnimplementedError("a verb without a call");
}

}  // namespace laurel::feedback::testing
