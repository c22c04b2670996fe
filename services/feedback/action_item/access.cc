#include "services/feedback/action_item/access.h"

#include "common/status/macros.h"
#include "services/feedback/names.h"

namespace laurel::feedback::action_item {
namespace {

absl::StatusOr<Reader> ReaderNow(const Env& env, const rpc::Call& call, const Stored& stored) {
  Reader reader{.owner = stored.item.owner() == call.caller.name,
                .creator = stored.item.creator() == call.caller.name,
                .session_coach = stored.session_coach == call.caller.id,
                .auditor = call.caller.IsAuditor()};
  if (MayWrite(reader)) return reader;
  const auto relations =
      org::RelationsNow(env.organization, call.caller.id, IdOf(stored.item.owner()), call.now);
  if (relations.ok()) {
    reader.line_manager = relations->Has(org::Relations::kLineManager);
  } else if (!reader.auditor) {
    return relations.status();
  }
  return reader;
}

}  // namespace

absl::StatusOr<Readable> LoadReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                      std::string_view id, sql::Lock lock) {
  ASSIGN_OR_RETURN(std::optional<Stored> stored, Find(connection, id, lock));
  // Also for a row that does not exist: while the organisation is too old, "not found" would tell it from one
  // that does.
  ASSIGN_OR_RETURN(const Reader reader, ReaderNow(env, call, stored.value_or(Stored())));
  const auto view = ViewFor(reader);
  if (!stored.has_value() || !view.has_value()) return NotFound();
  return Readable{*std::move(stored), reader, *view};
}

absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                const v1::ActionItem& answer) {
  ASSIGN_OR_RETURN(const Readable found,
                   LoadReadable(env, call, connection, IdOf(answer.name()), sql::Lock::kNone));
  return found.view < answer.view() ? absl::Status(NotFound()) : absl::OkStatus();
}

}  // namespace laurel::feedback::action_item
