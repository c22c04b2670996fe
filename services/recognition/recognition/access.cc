#include "services/recognition/recognition/access.h"

#include <optional>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/recognition/audience/access.h"
#include "services/recognition/names.h"

namespace laurel::recognition::recognition {

using common::v1::View;

namespace {

using ReaderOf = absl::StatusOr<audience::Reader>(const Env&, const rpc::Call&, const v1::Recognition&);

absl::StatusOr<Readable> Load(const Env& env, const rpc::Call& call, sql::Connection& connection,
                              std::string_view id, sql::Lock lock, ReaderOf& reader_of) {
  ASSIGN_OR_RETURN(std::optional<Stored> stored, Find(connection, id, lock));
  // Also for a row that does not exist: while the organisation is too old, "not found" would tell it from one
  // that does.
  ASSIGN_OR_RETURN(const audience::Reader reader,
                   reader_of(env, call, stored.has_value() ? stored->recognition : v1::Recognition()));
  if (!stored.has_value()) return NotFound();
  const std::optional<View> view = audience::ViewFor(reader, stored->recognition);
  if (!view.has_value()) return NotFound();
  return Readable{*std::move(stored), reader, *view};
}

}  // namespace

absl::StatusOr<Readable> LoadReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                      std::string_view id, sql::Lock lock) {
  return Load(env, call, connection, id, lock, audience::ReaderNow);
}

absl::StatusOr<Readable> LoadToShow(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                    std::string_view id) {
  return Load(env, call, connection, id, sql::Lock::kNone, audience::ReaderToShow);
}

absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                const v1::Recognition& answer) {
  ASSIGN_OR_RETURN(const Readable found,
                   LoadReadable(env, call, connection, IdOf(answer.name()), sql::Lock::kNone));
  return found.view < answer.view() ? absl::Status(NotFound()) : absl::OkStatus();
}

}  // namespace laurel::recognition::recognition
