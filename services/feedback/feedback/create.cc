#include "common/api/etag.h"
#include "common/api/ulid.h"
#include "common/history/status_changes.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/feedback/events.h"
#include "services/feedback/feedback/access.h"
#include "services/feedback/feedback/change.h"
#include "services/feedback/feedback/draft.h"
#include "services/feedback/feedback/handlers.h"
#include "services/feedback/feedback/rules.h"
#include "services/feedback/feedback/submit.h"
#include "services/feedback/names.h"

namespace laurel::feedback::feedback {
namespace {

v1::Feedback Draft(const rpc::Call& call, const v1::Feedback& wanted) {
  v1::Feedback draft = wanted;
  draft.set_name(kFeedbackPattern.Format({api::NewUlid(call.now)}));
  draft.set_author(call.caller.name);
  if (draft.visibility() == v1::FEEDBACK_VISIBILITY_UNSPECIFIED) {
    draft.set_visibility(v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER);
  }
  draft.set_state(v1::FEEDBACK_STATE_DRAFT);
  draft.set_etag(api::EtagOf(1));
  for (auto* time : {draft.mutable_create_time(), draft.mutable_update_time(), draft.mutable_state_time()}) {
    *time = ToTimestamp(call.now);
  }
  return draft;
}

void Save(const Env& env, const Telling& telling, const v1::Feedback& feedback) {
  Insert(telling.changes, feedback);
  if (feedback.state() == v1::FEEDBACK_STATE_SUBMITTED) SaveSubmitted(env, feedback, telling.changes);
  history::AddMade(telling, feedback);
  TellState(telling, feedback);
  MentionPeople(feedback, telling.changes);
  AuditChange(feedback, telling.changes);
}

}  // namespace

absl::StatusOr<v1::Feedback> CreateFeedback(Env& env, rpc::Call& call,
                                            const v1::CreateFeedbackRequest& request) {
  const v1::Feedback draft = Draft(call, request.feedback());
  RETURN_IF_ERROR(CheckFields(draft));
  if (request.submit()) RETURN_IF_ERROR(CheckSaysSomething(draft));
  // A person unknown in memory may be waited for, so not inside the transaction; told inside it, because a
  // replay comes first.
  const absl::Status references = CheckSubject(env, call, draft);
  const auto judged = [&](sql::Connection& connection) -> absl::StatusOr<v1::Feedback> {
    RETURN_IF_ERROR(references);
    RETURN_IF_ERROR(CheckSession(env, call, connection, draft));
    return request.submit() ? Submitted(env, draft, call.now) : draft;
  };
  if (request.validate_only()) {
    return env.db.Read<v1::Feedback>(call.deadline,
                                     [&](sql::Connection& connection) -> absl::StatusOr<v1::Feedback> {
                                       ASSIGN_OR_RETURN(const v1::Feedback feedback, judged(connection));
                                       return Shaped(feedback, common::v1::VIEW_FULL);
                                     });
  }
  return env.db.Write<v1::Feedback>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Feedback> {
        ASSIGN_OR_RETURN(const v1::Feedback feedback, judged(connection));
        Save(env, TellingOf(env, call, changes), feedback);
        return Shaped(feedback, common::v1::VIEW_FULL);
      },
      [&](sql::Connection& connection, const v1::Feedback& stored) {
        return CheckStillReadable(env, call, connection, stored);
      });
}

}  // namespace laurel::feedback::feedback
