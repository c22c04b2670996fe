// What becomes of a piece: a draft is discarded, what was submitted is acknowledged or retracted.
#include "common/api/etag.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/feedback/feedback/change.h"
#include "services/feedback/feedback/handlers.h"
#include "services/feedback/feedback/rules.h"
#include "services/feedback/feedback/write.h"

namespace laurel::feedback::feedback {
namespace {

absl::Status CheckDiscard(const Readable& found, std::string_view etag) {
  if (!found.reader.author) return NotAllowed("only its author discards a draft");
  const v1::Feedback& feedback = found.stored.feedback;
  RETURN_IF_ERROR(api::CheckEtag(etag, found.stored.version));
  return Transitions().Check(feedback.name(), feedback.state(), v1::FEEDBACK_STATE_DISCARDED);
}

absl::Status CheckMayAcknowledge(const Readable& found, std::string_view etag) {
  if (!found.reader.subject) return NotAllowed("only its subject acknowledges feedback");
  RETURN_IF_ERROR(api::CheckEtag(etag, found.stored.version));
  return CheckAcknowledge(found.stored.feedback);
}

absl::Status CheckMayRetract(const rpc::Call& call, const Readable& found,
                             const v1::RetractFeedbackRequest& request) {
  const auto& [stored, reader, view] = found;
  if (!reader.author && !reader.hr_admin) {
    return NotAllowed("only its author, within 15 minutes, and HR retract feedback");
  }
  if (reader.subject) return NotAllowed("this is about you: another HR admin retracts it");
  RETURN_IF_ERROR(api::CheckEtag(request.etag(), stored.version));
  return CheckRetract(stored.feedback, reader.author, reader.hr_admin, request.reason(), call.now);
}

}  // namespace

absl::StatusOr<v1::Feedback> DiscardFeedback(Env& env, rpc::Call& call,
                                             const v1::DiscardFeedbackRequest& request) {
  return WriteLocked(env, call, request.name(), [&](const Locked& locked) -> absl::StatusOr<v1::Feedback> {
    const Stored& before = locked.found.stored;
    RETURN_IF_ERROR(CheckDiscard(locked.found, request.etag()));
    const v1::Feedback after = NextVersion(before, v1::FEEDBACK_STATE_DISCARDED, call.now);
    SaveChange(locked.telling, before, after, {}, request.reason());
    return after;
  });
}

absl::StatusOr<v1::Feedback> AcknowledgeFeedback(Env& env, rpc::Call& call,
                                                 const v1::AcknowledgeFeedbackRequest& request) {
  return WriteLocked(env, call, request.name(), [&](const Locked& locked) -> absl::StatusOr<v1::Feedback> {
    const Stored& before = locked.found.stored;
    RETURN_IF_ERROR(CheckMayAcknowledge(locked.found, request.etag()));
    v1::Feedback after = NextVersion(before, v1::FEEDBACK_STATE_ACKNOWLEDGED, call.now);
    *after.mutable_acknowledge_time() = after.state_time();
    after.set_acknowledge_comment(request.comment());
    SaveChange(locked.telling, before, after, {"acknowledge_time", "acknowledge_comment"}, request.reason());
    const absl::Duration delay = call.now - FromTimestamp(before.feedback.submit_time());
    locked.telling.changes.OnCommitted(
        [&env, delay] { env.metrics.feedback_acknowledgement_delay.Observe(absl::ToDoubleSeconds(delay)); });
    return after;
  });
}

absl::StatusOr<v1::Feedback> RetractFeedback(Env& env, rpc::Call& call,
                                             const v1::RetractFeedbackRequest& request) {
  return WriteLocked(env, call, request.name(), [&](const Locked& locked) -> absl::StatusOr<v1::Feedback> {
    const Stored& before = locked.found.stored;
    RETURN_IF_ERROR(CheckMayRetract(call, locked.found, request));
    const v1::Feedback after = NextVersion(before, v1::FEEDBACK_STATE_RETRACTED, call.now);
    SaveChange(locked.telling, before, after, {}, request.reason());
    return after;
  });
}

}  // namespace laurel::feedback::feedback
