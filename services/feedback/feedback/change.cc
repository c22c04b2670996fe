#include "services/feedback/feedback/change.h"

#include "common/api/next_version.h"
#include "common/history/status_changes.h"
#include "services/feedback/audience/rules.h"
#include "services/feedback/events.h"
#include "services/feedback/names.h"

namespace laurel::feedback::feedback {

v1::Feedback NextVersion(const Stored& before, v1::FeedbackState state, absl::Time now) {
  return api::NextVersion(before.feedback, before.version, state, now);
}

void SaveChange(const Telling& telling, const Stored& before, const v1::Feedback& after,
                const std::vector<std::string>& fields, std::string_view reason) {
  std::vector<std::string> written = fields;
  written.insert(written.end(), {"state", "state_time"});
  Update(telling.changes, before, after, written);
  history::AddMoved(telling, before.feedback, before.version, after, reason);
  TellState(telling, after);
  MentionPeople(after, telling.changes);
  AuditChange(after, telling.changes);
}

void MentionPeople(const v1::Feedback& feedback, sql::Changes& changes) {
  changes.Mention(feedback.author());
  changes.Mention(feedback.subject());
}

void AuditChange(const v1::Feedback& feedback, sql::Changes& changes) {
  if (audience::IsKeptFromSubject(feedback)) changes.Audit({.resource = feedback.name(), .subject = ""});
}

}  // namespace laurel::feedback::feedback
