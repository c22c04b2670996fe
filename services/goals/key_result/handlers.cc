#include "services/goals/key_result/handlers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "common/api/etag.h"
#include "common/api/field_mask.h"
#include "common/api/ulid.h"
#include "common/service/audit_update.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "services/goals/check_in/store.h"
#include "services/goals/errors.h"
#include "services/goals/goal/access.h"
#include "services/goals/goal/change.h"
#include "services/goals/goal/write.h"
#include "services/goals/key_result/rules.h"
#include "services/goals/key_result/store.h"
#include "services/goals/names.h"

namespace laurel::goals::key_result {
namespace {

constexpr std::string_view kField = "key_result";

std::string GoalIdOf(std::string_view key_result) { return kKeyResultPattern.Match(key_result)->front(); }

// Asked before an answer is replayed.
absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                std::string_view goal) {
  return goal::LoadInFull(env, call, connection, goal, sql::Lock::kNone, "its key results").status();
}

// One key result of a goal that the caller may change, once that is open.
absl::StatusOr<Stored> FindToChange(sql::Connection& connection, const goal::Readable& found,
                                    std::string_view name) {
  const std::vector<std::string> ids = kKeyResultPattern.Match(name).value();
  ASSIGN_OR_RETURN(std::optional<Stored> stored, Find(connection, ids[0], ids[1]));
  // Whoever does not read all of a goal changes nothing of it, and learns of no key result whether it is
  // there.
  if (!stored.has_value() && found.view == common::v1::VIEW_FULL) return NotFound();
  RETURN_IF_ERROR(goal::CheckMayWrite(found));
  return *std::move(stored);
}

// After all that a request can be told by itself.
absl::Status CheckNow(const goal::Readable& found, const Stored& before, std::string_view etag,
                      std::string_view verb) {
  RETURN_IF_ERROR(api::CheckEtag(etag, before.version));
  return goal::CheckMayChange(found, /*etag=*/"", verb);
}

absl::Status CheckRoom(const v1::Goal& goal) {
  if (goal.key_results_size() < kMost) return absl::OkStatus();
  return Refused("TOO_MANY_KEY_RESULTS", goal.name(), "a goal has at most 10 key results: remove one first");
}

void AuditChange(const rpc::Call& call, const v1::Goal& goal, const v1::KeyResult& before,
                 const std::vector<std::string>& fields, sql::Changes& changes) {
  AuditUpdate(call, before.name(), before, fields, {goal.owners().begin(), goal.owners().end()}, changes);
}

// As the mask says, and what follows from that. A direction that is not asked for follows the numbers.
absl::StatusOr<v1::KeyResult> Changed(const google::protobuf::FieldMask& mask, const v1::KeyResult& before,
                                      const v1::KeyResult& wanted) {
  v1::KeyResult after = before;
  if (std::ranges::count(mask.paths(), "direction") == 0) after.clear_direction();
  api::CopyMasked(mask, wanted, after);
  return Completed(after, kField);
}

}  // namespace

absl::StatusOr<v1::KeyResult> AddKeyResult(Env& env, rpc::Call& call,
                                           const v1::AddKeyResultRequest& request) {
  const std::string_view goal_id = IdOf(request.parent());
  ASSIGN_OR_RETURN(v1::KeyResult added, Completed(request.key_result(), kField));
  added.set_name(kKeyResultPattern.Format({goal_id, api::NewUlid(call.now)}));
  added.set_etag(api::EtagOf(1));
  return env.db.Write<v1::KeyResult>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::KeyResult> {
        ASSIGN_OR_RETURN(const goal::Readable found,
                         goal::LoadReadable(env, call, connection, goal_id, sql::Lock::kForUpdate));
        RETURN_IF_ERROR(goal::CheckMayWrite(found));
        v1::Goal after = goal::NextVersion(found.stored, call.now);
        *after.add_key_results() = added;
        RETURN_IF_ERROR(CheckWeights(after.key_results(), "key_result.weight"));
        RETURN_IF_ERROR(goal::CheckMayChange(found, /*etag=*/"", "add a key result"));
        RETURN_IF_ERROR(CheckRoom(found.stored.goal));
        ASSIGN_OR_RETURN(const int ordinal, NextOrdinal(connection, goal_id));
        goal::InsertKeyResult(changes, added, ordinal);
        RETURN_IF_ERROR(goal::SaveKeyResults(connection, TellingOf(env, call, changes), found.stored, after));
        return added;
      },
      [&](sql::Connection& connection, const v1::KeyResult&) {
        return CheckStillReadable(env, call, connection, goal_id);
      });
}

absl::StatusOr<v1::KeyResult> UpdateKeyResult(Env& env, rpc::Call& call,
                                              const v1::UpdateKeyResultRequest& request) {
  const v1::KeyResult& wanted = request.key_result();
  ASSIGN_OR_RETURN(const google::protobuf::FieldMask mask, api::ResolveMask(request.update_mask(), wanted));
  const std::vector<std::string> fields(mask.paths().begin(), mask.paths().end());
  const std::string goal_id = GoalIdOf(wanted.name());
  return env.db.Write<v1::KeyResult>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::KeyResult> {
        ASSIGN_OR_RETURN(const goal::Readable found,
                         goal::LoadReadable(env, call, connection, goal_id, sql::Lock::kForUpdate));
        ASSIGN_OR_RETURN(const Stored before, FindToChange(connection, found, wanted.name()));
        ASSIGN_OR_RETURN(v1::KeyResult after, Changed(mask, before.key_result, wanted));
        const bool same = after.SerializeAsString() == before.key_result.SerializeAsString();
        after.set_etag(api::EtagOf(before.version + 1));
        v1::Goal goal = goal::NextVersion(found.stored, call.now);
        *std::ranges::find(*goal.mutable_key_results(), after.name(), &v1::KeyResult::name) = after;
        RETURN_IF_ERROR(CheckWeights(goal.key_results(), "key_result.weight"));
        RETURN_IF_ERROR(CheckNow(found, before, wanted.etag(), "change a key result"));
        if (same) return before.key_result;
        Update(changes, before, after);
        AuditChange(call, goal, before.key_result, fields, changes);
        RETURN_IF_ERROR(goal::SaveKeyResults(connection, TellingOf(env, call, changes), found.stored, goal));
        return after;
      },
      [&](sql::Connection& connection, const v1::KeyResult&) {
        return CheckStillReadable(env, call, connection, goal_id);
      });
}

absl::StatusOr<v1::Goal> RemoveKeyResult(Env& env, rpc::Call& call,
                                         const v1::RemoveKeyResultRequest& request) {
  const std::vector<std::string> ids = kKeyResultPattern.Match(request.name()).value();
  return goal::WriteLocked(
      env, call, kGoalPattern.Format({ids[0]}), [&](const goal::Locked& locked) -> absl::StatusOr<v1::Goal> {
        auto& [found, connection, telling] = locked;
        ASSIGN_OR_RETURN(const Stored removed, FindToChange(connection, found, request.name()));
        v1::Goal after = goal::NextVersion(found.stored, call.now);
        auto& rest = *after.mutable_key_results();
        rest.erase(std::ranges::find(rest, request.name(), &v1::KeyResult::name));
        RETURN_IF_ERROR(CheckWeights(rest, "name"));
        RETURN_IF_ERROR(CheckNow(found, removed, request.etag(), "remove a key result"));
        ASSIGN_OR_RETURN(const bool used, check_in::HasAny(connection, {ids[0], ids[1]}));
        if (used) {
          return Refused("KEY_RESULT_IN_USE", request.name(),
                         "check-ins say how it stood: give it weight 0 if it is to count no longer");
        }
        Delete(telling.changes, removed);
        AuditChange(call, after, removed.key_result, {}, telling.changes);
        RETURN_IF_ERROR(goal::SaveKeyResults(connection, telling, found.stored, after));
        return after;
      });
}

}  // namespace laurel::goals::key_result
