#include "services/feedback/feedback/submit.h"

#include "common/api/etag.h"
#include "common/org/access.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/feedback/feedback/change.h"
#include "services/feedback/feedback/draft.h"
#include "services/feedback/feedback/handlers.h"
#include "services/feedback/feedback/rules.h"
#include "services/feedback/feedback/write.h"
#include "services/feedback/names.h"

namespace laurel::feedback::feedback {

absl::StatusOr<std::vector<std::string>> AudienceTeams(const Env& env, std::string_view subject,
                                                       absl::Time now) {
  ASSIGN_OR_RETURN(const auto organization, org::FreshOrganization(env.organization, now));
  std::vector<std::string> teams = org::AudienceTeamsNow(*organization, IdOf(subject), now);
  if (teams.empty()) {
    return Error(absl::StatusCode::kFailedPrecondition, "NO_TEAM",
                 "the subject is in no team that it could be shown to: choose another visibility")
        .Precondition("TEAM", subject, "is a member of no team");
  }
  for (std::string& team : teams) team = org::kTeamPattern.Format({team});
  return teams;
}

absl::StatusOr<v1::Feedback> Submitted(const Env& env, v1::Feedback draft, absl::Time now) {
  if (env.organization.Current()->HasLeft(IdOf(draft.subject()), now)) {
    return PersonLeft("the subject has left: nothing new is written about them");
  }
  RETURN_IF_ERROR(CheckSaysSomething(draft));
  if (draft.visibility() == v1::FEEDBACK_VISIBILITY_TEAM) {
    ASSIGN_OR_RETURN(const std::vector<std::string> teams, AudienceTeams(env, draft.subject(), now));
    draft.mutable_audience_teams()->Assign(teams.begin(), teams.end());
  }
  draft.set_state(v1::FEEDBACK_STATE_SUBMITTED);
  *draft.mutable_state_time() = ToTimestamp(now);
  *draft.mutable_submit_time() = ToTimestamp(now);
  return draft;
}

void SaveSubmitted(const Env& env, const v1::Feedback& submitted, sql::Changes& changes) {
  InsertSubmitted(changes, submitted);
  changes.OnCommitted(
      [counter = env.metrics.feedback_submitted.at(submitted.kind())] { counter->Increment(); });
}

absl::StatusOr<v1::Feedback> SubmitFeedback(Env& env, rpc::Call& call,
                                            const v1::SubmitFeedbackRequest& request) {
  return WriteLocked(env, call, request.name(), [&](const Locked& locked) -> absl::StatusOr<v1::Feedback> {
    const Stored& before = locked.found.stored;
    const v1::Feedback draft = NextVersion(before, before.feedback.state(), call.now);
    if (!locked.found.reader.author) return NotAllowed("only its author submits a draft");
    RETURN_IF_ERROR(api::CheckEtag(request.etag(), before.version));
    RETURN_IF_ERROR(Transitions().Check(draft.name(), draft.state(), v1::FEEDBACK_STATE_SUBMITTED));
    // Since it was written either of them may have been taken off the session.
    RETURN_IF_ERROR(CheckSession(env, call, locked.connection, draft));
    ASSIGN_OR_RETURN(const v1::Feedback after, Submitted(env, draft, call.now));
    SaveChange(locked.telling, before, after, {"submit_time", "audience_teams"}, request.reason());
    SaveSubmitted(env, after, locked.telling.changes);
    return after;
  });
}

}  // namespace laurel::feedback::feedback
