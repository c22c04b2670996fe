#include "services/feedback/feedback/draft.h"

#include "common/org/access.h"
#include "common/status/macros.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/errors.h"
#include "services/feedback/names.h"

namespace laurel::feedback::feedback {

absl::Status CheckSubject(const Env& env, const rpc::Call& call, const v1::Feedback& draft) {
  return org::CheckPeople(env.organization, {{"feedback.subject", draft.subject()}}, call.now, call.deadline,
                          /*refuse_leavers=*/true);
}

absl::Status CheckSession(const Env& env, const rpc::Call& call, sql::Connection& connection,
                          const v1::Feedback& draft) {
  if (draft.session().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(
      const std::optional<coaching_session::Readable> found,
      coaching_session::FindReadable(env, call, connection, IdOf(draft.session()), sql::Lock::kNone));
  if (!found.has_value()) return NoSuchSession("feedback.session");
  const auto part = coaching_session::PartOf(found->stored.session, draft.subject());
  if (part != coaching_session::Part::kNone) return absl::OkStatus();
  return InvalidField("feedback.session", "is one in which the subject takes no part");
}

}  // namespace laurel::feedback::feedback
