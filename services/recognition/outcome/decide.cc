// What becomes of a recognition that waits for approval, when somebody decides.
#include <algorithm>

#include "common/api/etag.h"
#include "common/api/next_version.h"
#include "common/status/macros.h"
#include "services/recognition/errors.h"
#include "services/recognition/names.h"
#include "services/recognition/outcome/handlers.h"
#include "services/recognition/outcome/write.h"
#include "services/recognition/payment/payment.h"
#include "services/recognition/program/store.h"
#include "services/recognition/recognition/change.h"
#include "services/recognition/recognition/respond.h"
#include "services/recognition/recognition/rules.h"

namespace laurel::recognition::outcome {

using payment::Payment;
using recognition::Readable;
using recognition::Stored;

namespace {

absl::Status CheckMayDecide(const Readable& found, std::string_view etag, v1::RecognitionState to) {
  const auto denied = [](std::string_view reason, std::string_view message) {
    return Error(absl::StatusCode::kPermissionDenied, reason, message);
  };
  const audience::Reader& reader = found.reader;
  if (reader.sender) {
    return denied("SENDER_CANNOT_DECIDE", "nobody approves what they give: your line manager decides");
  }
  if (reader.recipient) {
    return denied("RECIPIENT_CANNOT_DECIDE",
                  "nobody approves what they get: another RECOGNITION_ADMIN decides");
  }
  if (!reader.approver && !reader.recognition_admin) {
    return NotAllowed("the sender's line manager decides, or a RECOGNITION_ADMIN");
  }
  RETURN_IF_ERROR(api::CheckEtag(etag, found.stored.version));
  const v1::Recognition& recognition = found.stored.recognition;
  return recognition::Transitions().Check(recognition.name(), recognition.state(), to);
}

absl::Status CheckAllAreHere(const Env& env, const v1::Recognition& recognition, absl::Time now) {
  const auto organization = env.organization.Current();
  const bool somebody_left = std::ranges::any_of(recognition.recipients(), [&](const std::string& recipient) {
    return organization->HasLeft(IdOf(recipient), now);
  });
  if (somebody_left) return PersonLeft("somebody whom it thanks has left: it can only be rejected");
  return absl::OkStatus();
}

// Nothing is added to what is out of sight: it is locked as by who adds something at this moment.
absl::Status CheckParentStands(sql::Connection& connection, const v1::Recognition& recognition) {
  if (recognition.parent().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto parent,
                   recognition::Find(connection, IdOf(recognition.parent()), recognition::kLockToRespond));
  if (parent.has_value() && parent->recognition.state() == v1::RECOGNITION_STATE_PUBLISHED)
    return absl::OkStatus();
  return Refused("WRONG_STATE", recognition.name(),
                 "what it was added to is out of sight by now: it can only be rejected")
      .With("state", "PENDING_APPROVAL")
      .With("allowed", "REJECTED");
}

v1::Recognition Decided(const rpc::Call& call, const Stored& before, v1::RecognitionState state,
                        const std::string& reason) {
  v1::Recognition after = api::NextVersion(before.recognition, before.version, state, call.now);
  after.set_state_reason(reason);
  after.set_approver(call.caller.name);
  return after;
}

}  // namespace

absl::StatusOr<v1::Recognition> ApproveRecognition(Env& env, rpc::Call& call,
                                                   const v1::ApproveRecognitionRequest& request) {
  return WriteLocked(env, call, request.name(), [&](const Locked& locked) -> absl::StatusOr<v1::Recognition> {
    const Stored& before = locked.found.stored;
    RETURN_IF_ERROR(CheckMayDecide(locked.found, request.etag(), v1::RECOGNITION_STATE_PUBLISHED));
    RETURN_IF_ERROR(CheckAllAreHere(env, before.recognition, call.now));
    RETURN_IF_ERROR(CheckParentStands(locked.connection, before.recognition));
    v1::Recognition after = Decided(call, before, v1::RECOGNITION_STATE_PUBLISHED, request.reason());
    *after.mutable_publish_time() = after.state_time();
    ASSIGN_OR_RETURN(const program::Stored stored, program::Find(locked.connection, sql::Lock::kNone));
    ASSIGN_OR_RETURN(const Payment payment,
                     payment::Released(locked.connection, stored.program, before.recognition, call.now));
    recognition::SaveChange(env, locked.telling, before, after);
    payment::Post(env, locked.telling, payment);
    return after;
  });
}

absl::StatusOr<v1::Recognition> RejectRecognition(Env& env, rpc::Call& call,
                                                  const v1::RejectRecognitionRequest& request) {
  return WriteLocked(env, call, request.name(), [&](const Locked& locked) -> absl::StatusOr<v1::Recognition> {
    const Stored& before = locked.found.stored;
    RETURN_IF_ERROR(CheckMayDecide(locked.found, request.etag(), v1::RECOGNITION_STATE_REJECTED));
    ASSIGN_OR_RETURN(const program::Stored stored, program::Find(locked.connection, sql::Lock::kNone));
    ASSIGN_OR_RETURN(const Payment payment,
                     payment::Rejected(env, locked.connection, stored.program, before.recognition, call.now));
    const v1::Recognition after = Decided(call, before, v1::RECOGNITION_STATE_REJECTED, request.reason());
    recognition::SaveChange(env, locked.telling, before, after);
    payment::Post(env, locked.telling, payment);
    return after;
  });
}

}  // namespace laurel::recognition::outcome
