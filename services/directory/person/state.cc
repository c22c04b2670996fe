#include <string>
#include <utility>

#include "common/api/etag.h"
#include "common/service/audit_update.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/announcement/tell.h"
#include "services/directory/organization/change.h"
#include "services/directory/period/day.h"
#include "services/directory/person/access.h"
#include "services/directory/person/handlers.h"
#include "services/directory/person/store.h"
#include "services/directory/person/written.h"
#include "services/directory/role/last_hr_admin.h"
#include "services/directory/status/move.h"
#include "services/directory/status/store.h"

namespace laurel::directory::person {
namespace {

// What the four calls ask for; `date` is unset when the request's is.
struct Move {
  status::Verb verb;
  const std::string& name;
  const std::string& etag;
  const std::string& reason;
  const google::type::Date* date;
  std::string_view date_field = "start_date";
};

// Under the organisation's guard. Nothing is written when all is so already.
absl::StatusOr<v1::Person> Decide(const Env& env, const rpc::Call& call, const Move& move,
                                  sql::Connection& connection, sql::Changes& changes,
                                  organization::Draft& draft) {
  const std::string id(api::IdOf(move.name));
  ASSIGN_OR_RETURN(std::optional<Stored> stored, FindStored(connection, id));
  if (!stored.has_value()) return NotFound();
  RETURN_IF_ERROR(api::CheckEtag(move.etag, stored->version));
  ASSIGN_OR_RETURN(const status::Kept kept, status::Find(connection, id));
  const int today = kept.Today(call.now);
  ASSIGN_OR_RETURN(const absl::CivilDay day, period::DayOr(move.date, move.date_field, DayFromNumber(today)));
  const status::History& before = kept.history;
  ASSIGN_OR_RETURN(const status::Statuses after,
                   status::Move(move.name, before.statuses, move.verb, DayNumber(day), today));
  // Refused when it is recorded: on the day itself nobody is there to refuse it.
  if (move.verb == status::Verb::kLeave && !status::Same(before.statuses, after)) {
    RETURN_IF_ERROR(role::CheckNotLastHrAdmin(connection, {id}, call.now));
  }
  changes.Mention(move.name);
  std::vector<std::string> written;
  if (!status::Same(before.statuses, after)) written.emplace_back("state");
  changes.Audit(UpdateEntry(move.name, move.name, stored->person, written));
  if (!written.empty()) {
    const announcement::Announcement news = announcement::Announce(before, after, today);
    Touch(changes, id, stored->version, call.now);
    Renew(*stored, call.now);
    status::Save(changes, draft.records, before, after, news.untold_from);
    status::AddChange(changes, before.statuses, after,
                      {.person = id,
                       .version = stored->version,
                       .actor = call.caller.id,
                       .time = call.now,
                       .reason = move.reason});
    RETURN_IF_ERROR(
        announcement::Tell(connection, changes, env.outbox, call.now, draft,
                           {.person = id, .announcement = news, .changed = {}, .actor = call.caller.id}));
  }
  Fill(*env.organization.Current(), call.now, after, stored->person);
  return std::move(stored->person);
}

absl::StatusOr<v1::Person> Change(Env& env, rpc::Call& call, const Move& move) {
  RETURN_IF_ERROR(RequirePerson(env, call, move.name).status());
  return organization::Change<v1::Person>(
      env, call, [&](sql::Connection& connection, sql::Changes& changes, organization::Draft& draft) {
        return Decide(env, call, move, connection, changes, draft);
      });
}

}  // namespace

absl::StatusOr<v1::Person> MarkPersonOnLeave(Env& env, rpc::Call& call,
                                             const v1::MarkPersonOnLeaveRequest& request) {
  return Change(env, call,
                {.verb = status::Verb::kGoOnLeave,
                 .name = request.name(),
                 .etag = request.etag(),
                 .reason = request.reason(),
                 .date = request.has_start_date() ? &request.start_date() : nullptr});
}

absl::StatusOr<v1::Person> MarkPersonReturned(Env& env, rpc::Call& call,
                                              const v1::MarkPersonReturnedRequest& request) {
  return Change(env, call,
                {.verb = status::Verb::kReturn,
                 .name = request.name(),
                 .etag = request.etag(),
                 .reason = request.reason(),
                 .date = request.has_start_date() ? &request.start_date() : nullptr});
}

absl::StatusOr<v1::Person> MarkPersonLeft(Env& env, rpc::Call& call,
                                          const v1::MarkPersonLeftRequest& request) {
  return Change(env, call,
                {.verb = status::Verb::kLeave,
                 .name = request.name(),
                 .etag = request.etag(),
                 .reason = request.reason(),
                 .date = request.has_leave_date() ? &request.leave_date() : nullptr,
                 .date_field = "leave_date"});
}

absl::StatusOr<v1::Person> ReinstatePerson(Env& env, rpc::Call& call,
                                           const v1::ReinstatePersonRequest& request) {
  return Change(env, call,
                {.verb = status::Verb::kReinstate,
                 .name = request.name(),
                 .etag = request.etag(),
                 .reason = request.reason(),
                 .date = request.has_start_date() ? &request.start_date() : nullptr});
}

}  // namespace laurel::directory::person
