#include <algorithm>

#include "common/api/etag.h"
#include "common/api/field_mask.h"
#include "common/service/audit_update.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "services/feedback/events.h"
#include "services/feedback/feedback/change.h"
#include "services/feedback/feedback/draft.h"
#include "services/feedback/feedback/handlers.h"
#include "services/feedback/feedback/rules.h"
#include "services/feedback/feedback/write.h"
#include "services/feedback/names.h"

namespace laurel::feedback::feedback {
namespace {

// The draft with the fields of the request.
v1::Feedback Masked(const rpc::Call& call, const Stored& before, const google::protobuf::FieldMask& mask,
                    const v1::Feedback& wanted) {
  v1::Feedback after = NextVersion(before, before.feedback.state(), call.now);
  api::CopyMasked(mask, wanted, after);
  if (after.visibility() == v1::FEEDBACK_VISIBILITY_UNSPECIFIED) {
    after.set_visibility(v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER);
  }
  return after;
}

absl::Status CheckNewSession(const Env& env, const rpc::Call& call, sql::Connection& connection,
                             const v1::Feedback& before, const v1::Feedback& after) {
  if (after.subject() == before.subject() && after.session() == before.session()) return absl::OkStatus();
  return CheckSession(env, call, connection, after);
}

// `references`: what the organisation said of a subject that the request names. That somebody has left comes
// last: of what was submitted it does not matter.
absl::Status Judge(const Env& env, const rpc::Call& call, const Locked& locked, const v1::Feedback& after,
                   const absl::Status& references, std::string_view etag) {
  const v1::Feedback& before = locked.found.stored.feedback;
  if (!locked.found.reader.author) return NotAllowed("only its author changes a draft");
  RETURN_IF_ERROR(CheckFields(after));
  if (absl::IsInvalidArgument(references)) return references;
  RETURN_IF_ERROR(CheckNewSession(env, call, locked.connection, before, after));
  RETURN_IF_ERROR(api::CheckEtag(etag, locked.found.stored.version));
  RETURN_IF_ERROR(CheckUpdate(before, after.visibility() != before.visibility()));
  RETURN_IF_ERROR(references);
  if (env.organization.Current()->HasLeft(IdOf(after.subject()), call.now)) {
    return PersonLeft("the subject has left: discard the draft");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Feedback> UpdateFeedback(Env& env, rpc::Call& call,
                                            const v1::UpdateFeedbackRequest& request) {
  const v1::Feedback& wanted = request.feedback();
  ASSIGN_OR_RETURN(const google::protobuf::FieldMask mask, api::ResolveMask(request.update_mask(), wanted));
  const std::vector<std::string> fields(mask.paths().begin(), mask.paths().end());
  const bool names_subject = std::find(fields.begin(), fields.end(), "subject") != fields.end();
  const absl::Status references = names_subject ? CheckSubject(env, call, wanted) : absl::OkStatus();
  return WriteLocked(env, call, wanted.name(), [&](const Locked& locked) -> absl::StatusOr<v1::Feedback> {
    const Stored& before = locked.found.stored;
    const v1::Feedback after = Masked(call, before, mask, wanted);
    RETURN_IF_ERROR(Judge(env, call, locked, after, references, wanted.etag()));
    sql::Changes& changes = locked.telling.changes;
    Update(changes, before, after, fields);
    // It is a draft: nobody but its author is to learn of it.
    AuditUpdate(call, after.name(), before.feedback, fields, {}, changes);
    TellUpdated(locked.telling, after);
    MentionPeople(after, changes);
    return after;
  });
}

}  // namespace laurel::feedback::feedback
