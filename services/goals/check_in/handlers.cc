#include "services/goals/check_in/handlers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/api/fill_page.h"
#include "common/api/preview.h"
#include "common/api/time_position.h"
#include "common/api/ulid.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/goals/check_in/rules.h"
#include "services/goals/check_in/store.h"
#include "services/goals/errors.h"
#include "services/goals/events.h"
#include "services/goals/goal/access.h"
#include "services/goals/goal/rules.h"
#include "services/goals/key_result/rules.h"
#include "services/goals/key_result/store.h"
#include "services/goals/names.h"
#include "services/goals/tree/roll_up.h"

namespace laurel::goals::check_in {
namespace {

using CheckIns = std::vector<v1::CheckIn>;

// What is to be stored once everything agrees to it.
struct Entry {
  v1::CheckIn check_in;
  v1::Goal goal;  // as it is then, but for progress
};

absl::StatusOr<goal::Readable> LoadGoal(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                        std::string_view goal, sql::Lock lock) {
  return goal::LoadInFull(env, call, connection, goal, lock, "its check-ins");
}

absl::Status CheckMeasure(const v1::Goal& goal, const v1::CheckIn& asked) {
  if (asked.key_result().empty()) return absl::OkStatus();
  const v1::KeyResult* key_result = key_result::FindIn(goal, asked.key_result());
  if (key_result == nullptr) return InvalidField("check_in.key_result", kNoSuchKeyResult);
  return key_result::CheckValue(*key_result, asked.value(), "check_in.value");
}

absl::StatusOr<std::optional<v1::CheckIn>> FindSuperseded(sql::Connection& connection,
                                                          const v1::CheckIn& asked) {
  std::optional<v1::CheckIn> found;
  if (!asked.supersedes().empty()) {
    const std::vector<std::string> ids = kCheckInPattern.Match(asked.supersedes()).value();
    ASSIGN_OR_RETURN(found, Find(connection, ids[0], ids[1]));
  }
  RETURN_IF_ERROR(CheckSupersedes(asked, found));
  return found;
}

absl::Status CheckIsActive(const v1::Goal& goal) {
  if (goal.lifecycle() == v1::GOAL_LIFECYCLE_ACTIVE) return absl::OkStatus();
  return goal::Transitions().WrongState(goal.name(), goal.lifecycle(), "check in");
}

std::optional<absl::Time> TimeOf(bool set, const google::protobuf::Timestamp& time) {
  return set ? std::optional(FromTimestamp(time)) : std::nullopt;
}

// The latest of those that count: this one, unless another is later. `last`: the time of the latest so far;
// unset when there is none. Only what is entered late has to be compared with what is there.
absl::StatusOr<v1::CheckIn> LatestWith(sql::Connection& connection, const v1::CheckIn& check_in,
                                       const Selection& selection, const std::optional<absl::Time>& last) {
  if (!last.has_value() || FromTimestamp(check_in.time()) > *last) return check_in;
  ASSIGN_OR_RETURN(const std::optional<v1::CheckIn> latest,
                   Latest(connection, selection, IdOf(check_in.supersedes())));
  return latest.has_value() ? LaterOf(check_in, *latest) : check_in;
}

// The goal as it stands with this check-in.
absl::StatusOr<v1::Goal> With(sql::Connection& connection, const v1::CheckIn& check_in, v1::Goal goal) {
  const std::string_view goal_id = IdOf(goal.name());
  ASSIGN_OR_RETURN(const v1::CheckIn last,
                   LatestWith(connection, check_in, {goal_id},
                              TimeOf(goal.has_last_check_in_time(), goal.last_check_in_time())));
  goal.set_health(last.health());
  *goal.mutable_last_check_in_time() = last.time();
  if (check_in.key_result().empty()) return goal;
  v1::KeyResult& key_result =
      *std::ranges::find(*goal.mutable_key_results(), check_in.key_result(), &v1::KeyResult::name);
  ASSIGN_OR_RETURN(const v1::CheckIn measured,
                   LatestWith(connection, check_in, {goal_id, IdOf(check_in.key_result())},
                              TimeOf(key_result.has_measure_time(), key_result.measure_time())));
  key_result::SetCurrent(key_result, measured.value());
  *key_result.mutable_measure_time() = measured.time();
  return goal;
}

absl::StatusOr<Entry> Judge(const rpc::Call& call, sql::Connection& connection, const goal::Readable& found,
                            const v1::CheckIn& asked) {
  const v1::Goal& goal = found.stored.goal;
  if (!audience::MayWrite(found.reader, goal)) return NotAllowed("only a goal's owners check in");
  RETURN_IF_ERROR(CheckMeasure(goal, asked));
  ASSIGN_OR_RETURN(const std::optional<v1::CheckIn> superseded, FindSuperseded(connection, asked));
  RETURN_IF_ERROR(CheckIsActive(goal));
  Entry entry{.check_in = Completed(asked, superseded, call.now), .goal = {}};
  entry.check_in.set_name(kCheckInPattern.Format({IdOf(goal.name()), api::NewUlid(call.now)}));
  *entry.check_in.mutable_create_time() = ToTimestamp(call.now);
  entry.check_in.set_creator(call.caller.name);
  ASSIGN_OR_RETURN(entry.goal, With(connection, entry.check_in, goal));
  return entry;
}

absl::Status Save(const Env& env, sql::Connection& connection, const Telling& telling,
                  const goal::Stored& before, Entry& entry) {
  auto& [check_in, goal] = entry;
  Insert(telling.changes, check_in);
  progress::Sums sums = before.sums;
  if (const v1::KeyResult* measured = key_result::FindIn(goal, check_in.key_result()); measured != nullptr) {
    key_result::WriteCurrent(telling.changes, *measured);
    ASSIGN_OR_RETURN(sums, tree::RollUpMeasured(connection, telling.changes, before, goal));
  }
  goal::WriteStanding(telling.changes, goal, sums);
  TellCheckIn(telling, goal, check_in);
  telling.changes.Mention(check_in.creator());
  telling.changes.OnCommitted(
      [counter = env.metrics.check_ins.at(check_in.health())] { counter->Increment(); });
  return absl::OkStatus();
}

absl::StatusOr<v1::CheckIn> Preview(Env& env, const rpc::Call& call,
                                    const v1::RecordCheckInRequest& request) {
  return env.db.Read<v1::CheckIn>(
      call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<v1::CheckIn> {
        ASSIGN_OR_RETURN(const goal::Readable found,
                         LoadGoal(env, call, connection, IdOf(request.parent()), sql::Lock::kNone));
        ASSIGN_OR_RETURN(Entry entry, Judge(call, connection, found, request.check_in()));
        api::MakePreview(entry.check_in);
        return std::move(entry.check_in);
      });
}

}  // namespace

absl::StatusOr<v1::CheckIn> RecordCheckIn(Env& env, rpc::Call& call,
                                          const v1::RecordCheckInRequest& request) {
  RETURN_IF_ERROR(CheckFields(request.check_in(), request.parent(), call.now));
  if (request.validate_only()) return Preview(env, call, request);
  const std::string_view goal_id = IdOf(request.parent());
  return env.db.Write<v1::CheckIn>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::CheckIn> {
        ASSIGN_OR_RETURN(const goal::Readable found,
                         LoadGoal(env, call, connection, goal_id, sql::Lock::kForUpdate));
        ASSIGN_OR_RETURN(Entry entry, Judge(call, connection, found, request.check_in()));
        RETURN_IF_ERROR(Save(env, connection, TellingOf(env, call, changes), found.stored, entry));
        return std::move(entry.check_in);
      },
      [&](sql::Connection& connection, const v1::CheckIn&) {
        return LoadGoal(env, call, connection, goal_id, sql::Lock::kNone).status();
      });
}

absl::StatusOr<v1::ListCheckInsResponse> ListCheckIns(Env& env, rpc::Call& call,
                                                      const v1::ListCheckInsRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::optional<api::TimePosition> after, api::FromCursor(page.after));
  const std::string_view goal_id = IdOf(request.parent());
  ASSIGN_OR_RETURN(
      CheckIns check_ins,
      env.db.Read<CheckIns>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<CheckIns> {
        ASSIGN_OR_RETURN(const goal::Readable found,
                         LoadGoal(env, call, connection, goal_id, sql::Lock::kNone));
        if (!request.key_result().empty() &&
            key_result::FindIn(found.stored.goal, request.key_result()) == nullptr) {
          return InvalidField("key_result", kNoSuchKeyResult);
        }
        return List(connection, {goal_id, IdOf(request.key_result())}, after, page.size + 1);
      }));
  const auto cursor_of = [](const v1::CheckIn& check_in) {
    return api::ToCursor({FromTimestamp(check_in.time()), std::string(IdOf(check_in.name()))});
  };
  v1::ListCheckInsResponse response;
  api::FillPage(call.caller.id, request, std::move(check_ins), page.size, cursor_of,
                response.mutable_check_ins(), response.mutable_next_page_token());
  return response;
}

}  // namespace laurel::goals::check_in
