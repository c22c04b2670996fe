#include "services/feedback/feedback/rules.h"

#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"

namespace laurel::feedback::feedback {
namespace {

absl::Status CheckRetractAsAuthor(const v1::Feedback& feedback, absl::Time now) {
  if (feedback.state() == v1::FEEDBACK_STATE_ACKNOWLEDGED) {
    return Error(absl::StatusCode::kFailedPrecondition, "ALREADY_ACKNOWLEDGED",
                 "it has been acknowledged: only HR can retract it now")
        .Precondition("ACKNOWLEDGED", feedback.name(), "the subject has acknowledged it");
  }
  RETURN_IF_ERROR(Transitions().Check(feedback.name(), feedback.state(), v1::FEEDBACK_STATE_RETRACTED));
  if (now > FromTimestamp(feedback.submit_time()) + kRetractWindow) {
    return Error(absl::StatusCode::kFailedPrecondition, "RETRACT_WINDOW_CLOSED",
                 "an author can retract within 15 minutes of submitting: only HR can retract it now")
        .Precondition("RETRACT_WINDOW", feedback.name(), "the 15 minutes are over");
  }
  return absl::OkStatus();
}

}  // namespace

using common::v1::View;

const api::TransitionTable& Transitions() {
  static const auto& table =
      *new api::TransitionTable(v1::FeedbackState_descriptor(), "FEEDBACK_STATE_",
                                {{v1::FEEDBACK_STATE_DRAFT, v1::FEEDBACK_STATE_SUBMITTED},
                                 {v1::FEEDBACK_STATE_DRAFT, v1::FEEDBACK_STATE_DISCARDED},
                                 {v1::FEEDBACK_STATE_SUBMITTED, v1::FEEDBACK_STATE_ACKNOWLEDGED},
                                 {v1::FEEDBACK_STATE_SUBMITTED, v1::FEEDBACK_STATE_RETRACTED},
                                 {v1::FEEDBACK_STATE_ACKNOWLEDGED, v1::FEEDBACK_STATE_RETRACTED}});
  return table;
}

bool IsShown(v1::FeedbackState state) {
  return state != v1::FEEDBACK_STATE_UNSPECIFIED && state != v1::FEEDBACK_STATE_DRAFT &&
         state != v1::FEEDBACK_STATE_DISCARDED;
}

absl::Status CheckFields(const v1::Feedback& feedback) {
  if (feedback.subject() == feedback.author()) {
    return InvalidField("feedback.subject", "is the author: feedback is about somebody else");
  }
  const bool widely = feedback.visibility() == v1::FEEDBACK_VISIBILITY_TEAM ||
                      feedback.visibility() == v1::FEEDBACK_VISIBILITY_PUBLIC;
  if (feedback.kind() == v1::FEEDBACK_KIND_CONSTRUCTIVE && widely) {
    constexpr std::string_view kWhy =
        "CONSTRUCTIVE feedback is never shown to a team or to everybody: choose SUBJECT_AND_MANAGER, PRIVATE "
        "or MANAGER_ONLY";
    return Error(absl::StatusCode::kInvalidArgument, "VISIBILITY_NOT_ALLOWED", kWhy)
        .Field("feedback.visibility", kWhy);
  }
  return absl::OkStatus();
}

absl::Status CheckSaysSomething(const v1::Feedback& feedback) {
  if (!feedback.strengths().empty() || !feedback.growth_areas().empty() || !feedback.next_step().empty()) {
    return absl::OkStatus();
  }
  constexpr std::string_view kWhy = "say something before it is sent: strengths, growth_areas or next_step";
  return Error(absl::StatusCode::kInvalidArgument, "NOTHING_SAID", kWhy).Field("feedback.strengths", kWhy);
}

absl::Status CheckUpdate(const v1::Feedback& before, bool names_visibility) {
  if (before.state() == v1::FEEDBACK_STATE_DRAFT) return absl::OkStatus();
  if (names_visibility && IsShown(before.state())) {
    return Error(absl::StatusCode::kFailedPrecondition, "VISIBILITY_FROZEN",
                 "who reads it was settled when it was submitted: retract it and write another")
        .Precondition("VISIBILITY", before.name(), "it was frozen when it was submitted");
  }
  return Transitions().WrongState(before.name(), before.state(), "change it");
}

absl::Status CheckAcknowledge(const v1::Feedback& feedback) {
  if (feedback.state() == v1::FEEDBACK_STATE_ACKNOWLEDGED) {
    return Error(absl::StatusCode::kFailedPrecondition, "ALREADY_ACKNOWLEDGED",
                 "you have acknowledged this feedback already")
        .Precondition("ACKNOWLEDGED", feedback.name(), "the subject has acknowledged it");
  }
  return Transitions().Check(feedback.name(), feedback.state(), v1::FEEDBACK_STATE_ACKNOWLEDGED);
}

absl::Status CheckRetract(const v1::Feedback& feedback, bool by_author, bool by_hr_admin,
                          std::string_view reason, absl::Time now) {
  if (by_author) {
    absl::Status as_author = CheckRetractAsAuthor(feedback, now);
    if (as_author.ok() || !by_hr_admin) return as_author;
  }
  if (reason.empty()) return InvalidField("reason", "HR says why it retracts what somebody wrote");
  return Transitions().Check(feedback.name(), feedback.state(), v1::FEEDBACK_STATE_RETRACTED);
}

v1::Feedback Shaped(const v1::Feedback& feedback, View view) {
  v1::Feedback shaped;
  if (view == common::v1::VIEW_FULL) {
    shaped = feedback;
    shaped.set_creator(feedback.author());
    shaped.set_view(view);
    return shaped;
  }
  shaped.set_view(view);
  shaped.set_name(feedback.name());
  shaped.set_kind(feedback.kind());
  shaped.set_state(feedback.state());
  shaped.set_author(feedback.author());
  shaped.set_subject(feedback.subject());
  *shaped.mutable_create_time() = feedback.create_time();
  *shaped.mutable_update_time() = feedback.update_time();
  *shaped.mutable_state_time() = feedback.state_time();
  if (feedback.has_submit_time()) *shaped.mutable_submit_time() = feedback.submit_time();
  if (feedback.has_acknowledge_time()) *shaped.mutable_acknowledge_time() = feedback.acknowledge_time();
  return shaped;
}

}  // namespace laurel::feedback::feedback
