// How what was published goes out of sight: its sender takes it back, or a RECOGNITION_ADMIN hides it.
#include "common/api/etag.h"
#include "common/api/next_version.h"
#include "common/status/macros.h"
#include "services/recognition/errors.h"
#include "services/recognition/outcome/handlers.h"
#include "services/recognition/outcome/write.h"
#include "services/recognition/payment/payment.h"
#include "services/recognition/program/store.h"
#include "services/recognition/recognition/change.h"
#include "services/recognition/recognition/rules.h"

namespace laurel::recognition::outcome {

using payment::Payment;
using recognition::Stored;

namespace {

v1::Recognition Withdrawn(const Stored& before, v1::RecognitionState state, absl::Time now,
                          const std::string& reason) {
  v1::Recognition after = api::NextVersion(before.recognition, before.version, state, now);
  after.set_state_reason(reason);
  return after;
}

}  // namespace

absl::StatusOr<v1::Recognition> RevokeRecognition(Env& env, rpc::Call& call,
                                                  const v1::RevokeRecognitionRequest& request) {
  return WriteLocked(env, call, request.name(), [&](const Locked& locked) -> absl::StatusOr<v1::Recognition> {
    const Stored& before = locked.found.stored;
    if (!locked.found.reader.sender) return NotAllowed("only its sender takes a recognition back");
    RETURN_IF_ERROR(api::CheckEtag(request.etag(), before.version));
    ASSIGN_OR_RETURN(const program::Stored stored, program::Find(locked.connection, sql::Lock::kNone));
    RETURN_IF_ERROR(recognition::CheckRevoke(before.recognition, stored.program, call.now));
    ASSIGN_OR_RETURN(const Payment payment,
                     payment::Reversed(env, locked.connection, stored.program, before.recognition, call.now));
    const v1::Recognition after =
        Withdrawn(before, v1::RECOGNITION_STATE_REVOKED, call.now, request.reason());
    recognition::SaveChange(env, locked.telling, before, after);
    payment::Post(env, locked.telling, payment);
    return after;
  });
}

absl::StatusOr<v1::Recognition> HideRecognition(Env& env, rpc::Call& call,
                                                const v1::HideRecognitionRequest& request) {
  return WriteLocked(env, call, request.name(), [&](const Locked& locked) -> absl::StatusOr<v1::Recognition> {
    const Stored& before = locked.found.stored;
    RETURN_IF_ERROR(api::CheckEtag(request.etag(), before.version));
    RETURN_IF_ERROR(recognition::Transitions().Check(before.recognition.name(), before.recognition.state(),
                                                     v1::RECOGNITION_STATE_HIDDEN));
    const v1::Recognition after = Withdrawn(before, v1::RECOGNITION_STATE_HIDDEN, call.now, request.reason());
    recognition::SaveChange(env, locked.telling, before, after);
    return after;
  });
}

}  // namespace laurel::recognition::outcome
