#include "common/sql/write/write.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/api/ulid.h"
#include "common/log/log.h"
#include "common/sql/errors.h"
#include "common/sql/request_log.h"
#include "common/sql/write/insert_rows.h"
#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::sql {
namespace {

std::string NameOf(const google::protobuf::Message& message) {
  const auto* field = message.GetDescriptor()->FindFieldByName("name");
  if (field == nullptr || field->is_repeated() ||
      field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_STRING) {
    return "";
  }
  return message.GetReflection()->GetString(message, field);
}

Step Rollback(absl::Status status) { return {.end = Step::End::kRollback, .status = std::move(status)}; }

}  // namespace

Step LoggedWrite::operator()(DriverConnection& connection) {
  on_committed_.clear();
  Changes changes;
  absl::Status decided = decide_(connection, changes);
  if (SqlErrorOf(decided) != 0) return Rollback(std::move(decided));
  const bool logged = !context_.key.request_id.empty();
  if (logged) {
    // A refusal inserts too, and is rolled back: only the insert proves that no twin has done, or is about to
    // do, what this run would refuse (guards may have changed since then, by that very twin).
    std::string answer = decided.ok() ? response_.SerializeAsString() : "";
    const absl::Status inserted = InsertAnswer(connection, context_.key, std::move(answer), context_.now);
    if (IsDuplicateKey(inserted)) return Replay(connection);
    if (!inserted.ok()) return {.end = Step::End::kRollback, .status = inserted, .nothing_done = true};
  }
  Step step = decided.ok() ? WriteChanges(connection, changes) : Rollback(std::move(decided));
  step.arbitrated = logged;
  return step;
}

Step LoggedWrite::WriteChanges(Connection& connection, const Changes& changes) {
  if (!context_.key.request_id.empty()) {
    std::vector<std::string> mentions = changes.mentions();
    mentions.insert(mentions.end(), changes.things().begin(), changes.things().end());
    const absl::Status status = InsertMentions(connection, context_.key, mentions, context_.now);
    if (!status.ok()) return Rollback(status);
  }
  for (const Changes::RowInsert& insert : changes.inserts()) {
    const absl::Status status = InsertRows(connection, insert.table, insert.columns, insert.rows);
    // Somebody else's row holds the key: deciding again sees it.
    if (IsDuplicateKey(status)) return {.end = Step::End::kAgain, .status = status, .reason = "unique"};
    if (!status.ok()) return Rollback(status);
  }
  if (const absl::Status status = InsertAudit(connection, changes); !status.ok()) return Rollback(status);
  for (const Changes::GuardedUpdate& update : changes.updates()) {
    const auto changed = connection.Execute(update.sql, update.values);
    if (IsDuplicateKey(changed.status())) {
      return {.end = Step::End::kAgain, .status = changed.status(), .reason = "unique"};
    }
    if (!changed.ok()) return Rollback(changed.status());
    if (update.expected >= 0 && *changed != update.expected) {
      return {.end = Step::End::kAgain, .status = Contention(), .reason = "guard"};
    }
  }
  on_committed_ = changes.on_committed();
  return {.end = Step::End::kCommit};
}

void LoggedWrite::RunOnCommitted() const {
  for (const std::function<void()>& effect : on_committed_) effect();
}

absl::Status LoggedWrite::InsertAudit(Connection& connection, const Changes& changes) {
  if (!context_.audited) return absl::OkStatus();
  std::vector<AuditEntry> entries = changes.audit();
  const std::string name = NameOf(response_);
  const auto is_answer = [&name](const AuditEntry& entry) { return entry.resource == name; };
  if (name.empty()) {
    // An answer without a name speaks through its own entries; without any, the decision has forgotten them.
    // What no caller asked for may find nothing to change.
    if (entries.empty() && !context_.key.principal.empty())
      log::Error("an audited write left no record", {{"method", context_.key.method}});
  } else if (std::ranges::none_of(entries, is_answer)) {
    for (const std::string& person : changes.mentions()) {
      if (person != context_.actor) entries.push_back({.resource = name, .subject = person});
    }
    if (std::ranges::none_of(entries, is_answer)) entries.push_back({.resource = name, .subject = ""});
  }
  std::vector<Values> rows;
  for (const AuditEntry& entry : entries) {
    rows.push_back({api::NewUlid(context_.now), context_.now, context_.actor, context_.key.method,
                    context_.key.request_id, entry.resource, entry.subject, entry.fields,
                    entry.earlier_hash.empty() ? Value(nullptr) : Value(entry.earlier_hash)});
  }
  return InsertRows(
      connection, "audit_record",
      {"id", "created", "actor", "method", "request_id", "resource", "subject", "fields", "earlier_hash"},
      rows);
}

Step LoggedWrite::Replay(DriverConnection& connection) {
  absl::Status status = connection.Rollback();
  if (status.ok()) status = Answer(connection);
  const bool answered = SqlErrorOf(status) == 0;
  return {.end = Step::End::kEnded, .status = std::move(status), .arbitrated = answered};
}

absl::Status LoggedWrite::Answer(Connection& connection) {
  ASSIGN_OR_RETURN(const std::optional<StoredAnswer> stored, FindAnswer(connection, context_.key));
  if (!stored.has_value()) return InternalError("the request log refused a key that it does not hold");
  if (stored->body_hash != context_.key.body_hash) {
    return Error(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED",
                 "this request_id was used for another request: take a new one for each change")
        .Field("request_id", "was used with another body");
  }
  if (!stored->answer.has_value()) {
    return Error(
        absl::StatusCode::kFailedPrecondition, "ANSWER_ERASED",
        "this change was made, and its answer was erased with what it told: read the resource instead");
  }
  if (!response_.ParseFromString(*stored->answer)) return InternalError("a stored answer cannot be read");
  RETURN_IF_ERROR(may_still_read_(connection));
  observer_.Replayed();
  return absl::OkStatus();
}

}  // namespace laurel::sql
