#include "services/feedback/feedback/access.h"

#include <optional>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/feedback/audience/access.h"
#include "services/feedback/names.h"

namespace laurel::feedback::feedback {

using common::v1::View;

absl::StatusOr<Readable> LoadReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                      std::string_view id, sql::Lock lock) {
  ASSIGN_OR_RETURN(std::optional<Stored> stored, Find(connection, id, lock));
  // Also for a row that does not exist: while the organisation is too old, "not found" would tell it from one
  // that does.
  ASSIGN_OR_RETURN(const audience::Reader reader,
                   audience::ReaderNow(env, call, stored.has_value() ? stored->feedback : v1::Feedback()));
  if (!stored.has_value()) return NotFound();
  const std::optional<View> view = audience::ViewFor(reader, stored->feedback);
  if (!view.has_value()) return NotFound();
  return Readable{*std::move(stored), reader, *view};
}

absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                const v1::Feedback& answer) {
  ASSIGN_OR_RETURN(const Readable found,
                   LoadReadable(env, call, connection, IdOf(answer.name()), sql::Lock::kNone));
  return found.view < answer.view() ? absl::Status(NotFound()) : absl::OkStatus();
}

}  // namespace laurel::feedback::feedback
