#include "services/feedback/feedback/change.h"

#include "common/api/next_version.h"
#include "services/feedback/audience/rules.h"
#include "services/feedback/events.h"
#include "services/feedback/names.h"
#include "services/feedback/status_change/store.h"

namespace laurel::feedback::feedback {

v1::Feedback NextVersion(const Stored& before, v1::FeedbackState state, absl::Time now) {
  return api::NextVersion(before.feedback, before.version, state, now);
}

void SaveChange(const Telling& telling, const Stored& before, const v1::Feedback& after,
                const std::vector<std::string>& fields, std::string_view reason) {
  std::vector<std::string> written = fields;
  written.insert(written.end(), {"state", "state_time"});
  Update(telling.changes, before, after, written);
  status_change::Add(telling.changes, {.resource = IdOf(after.name()),
                                       .version = before.version + 1,
                                       .from = before.feedback.state(),
                                       .to = after.state(),
                                       .actor = telling.actor,
                                       .time = telling.now,
                                       .reason = reason});
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
