#include "services/directory/announcement/sweep.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/org/organization.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/directory/announcement/tell.h"
#include "services/directory/organization/store.h"
#include "services/directory/period/day.h"
#include "services/directory/status/store.h"

namespace laurel::directory::announcement {
namespace {

constexpr absl::Duration kDeadline = absl::Seconds(10);
constexpr std::string_view kToldAlready = "TOLD_ALREADY";

sql::WriteContext Context(absl::Time now) {
  sql::WriteContext context;
  context.now = now;
  context.deadline = now + kDeadline;
  context.actor = "service:directory";
  context.key = {.principal = context.actor, .method = "tell-statuses", .request_id = "", .body_hash = ""};
  context.audited = true;
  return context;
}

// ABORTED, TOLD_ALREADY, unless something of theirs that has begun is still to be told.
absl::StatusOr<status::Kept> FindUntold(sql::Connection& connection, const std::string& person,
                                        absl::Time now) {
  ASSIGN_OR_RETURN(status::Kept kept, status::Find(connection, person));
  const std::vector<int>& untold = kept.history.untold;
  if (!untold.empty() && untold.front() <= kept.Today(now)) return kept;
  return Error(absl::StatusCode::kAborted, kToldAlready, "another replica told it");
}

// Under the guard: whoever comes second finds nothing left to tell. Asked before it as well, since all
// replicas sweep at about the same time, and the guard holds up every change of the organisation.
absl::StatusOr<v1::Person> Decide(const events::Outbox& outbox, const std::string& person, absl::Time now,
                                  sql::Connection& connection, sql::Changes& changes, std::int64_t& version) {
  version = 0;
  RETURN_IF_ERROR(FindUntold(connection, person, now).status());
  ASSIGN_OR_RETURN(const std::int64_t locked, organization::LockGuard(connection));
  ASSIGN_OR_RETURN(const status::Kept kept, FindUntold(connection, person, now));
  const status::History& history = kept.history;
  const int today = kept.Today(now);
  const Announcement announcement = Announce(history, history.statuses, today);
  organization::Draft draft{.records = {}, .version = locked + 1};
  status::Save(changes, draft.records, history, history.statuses, announcement.untold_from);
  // Said again, so that there is a new version: an import that planned on the former one plans anew.
  *draft.records.add_statuses() = *status::InForceOn(history.statuses, today);
  RETURN_IF_ERROR(
      Tell(connection, changes, outbox, now, draft, {.person = person, .announcement = announcement}));
  version = organization::RecordChange(outbox, changes, locked, draft.records, now);
  v1::Person answer;
  answer.set_name(org::kPersonPattern.Format({person}));
  changes.Audit({.resource = answer.name(), .subject = answer.name(), .fields = "state", .earlier_hash = {}});
  return answer;
}

absl::StatusOr<std::int64_t> TellOne(sql::Database& database, const events::Outbox& outbox,
                                     const std::string& person) {
  const absl::Time now = database.clock().Now();
  std::int64_t version = 0;
  const absl::Status status = database
                                  .Write<v1::Person>(
                                      Context(now),
                                      [&](sql::Connection& connection, sql::Changes& changes) {
                                        return Decide(outbox, person, now, connection, changes, version);
                                      },
                                      [](sql::Connection&, const v1::Person&) { return absl::OkStatus(); })
                                  .status();
  if (ReasonOf(status) == kToldAlready) return 0;
  RETURN_IF_ERROR(status);
  return version;
}

}  // namespace

absl::StatusOr<std::int64_t> TellDue(sql::Database& database, const events::Outbox& outbox,
                                     const std::function<bool()>& stopped) {
  const absl::Time now = database.clock().Now();
  // Nowhere is it later than this.
  const absl::CivilDay latest = absl::ToCivilDay(now, absl::UTCTimeZone()) + 1;
  using People = std::vector<status::Due>;
  ASSIGN_OR_RETURN(const People due,
                   database.Read<People>(now + kDeadline, [latest](sql::Connection& connection) {
                     return status::FindDue(connection, latest);
                   }));
  std::int64_t newest = 0;
  absl::Status first_error;
  for (const status::Due& person : due) {
    if (person.first_day > period::TodayIn(person.time_zone, now)) continue;
    if (stopped()) break;
    const absl::StatusOr<std::int64_t> version = TellOne(database, outbox, person.person);
    if (version.ok()) newest = std::max(newest, *version);
    first_error.Update(version.status());
  }
  RETURN_IF_ERROR(first_error);
  return newest;
}

}  // namespace laurel::directory::announcement
