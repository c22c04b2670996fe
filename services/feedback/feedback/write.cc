#include "services/feedback/feedback/write.h"

#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "services/feedback/feedback/rules.h"
#include "services/feedback/names.h"

namespace laurel::feedback::feedback {

absl::StatusOr<v1::Feedback> WriteLocked(Env& env, const rpc::Call& call, std::string_view name,
                                         const Decide& decide) {
  return env.db.Write<v1::Feedback>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Feedback> {
        ASSIGN_OR_RETURN(const Readable found,
                         LoadReadable(env, call, connection, IdOf(name), sql::Lock::kForUpdate));
        ASSIGN_OR_RETURN(const v1::Feedback after,
                         decide({found, connection, TellingOf(env, call, changes)}));
        // HR reads all of a piece until it is retracted.
        const auto view = audience::ViewFor(found.reader, after);
        return Shaped(after, view.value_or(common::v1::VIEW_SUMMARY));
      },
      [&](sql::Connection& connection, const v1::Feedback& stored) {
        return CheckStillReadable(env, call, connection, stored);
      });
}

}  // namespace laurel::feedback::feedback
