#include "services/directory/import/batch.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "common/org/organization.h"
#include "common/service/audit_update.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "laurel/directory/v1/directory_service.pb.h"
#include "services/directory/announcement/tell.h"
#include "services/directory/errors.h"
#include "services/directory/events.h"
#include "services/directory/line/store.h"
#include "services/directory/membership/store.h"
#include "services/directory/organization/store.h"
#include "services/directory/person/store.h"
#include "services/directory/person/written.h"
#include "services/directory/role/store.h"
#include "services/directory/status/store.h"
#include "services/directory/team/create.h"

namespace laurel::directory::import {
namespace {

constexpr absl::Duration kDeadline = absl::Seconds(30);

void SaveTeam(const Telling& telling, v1::OrganizationRecords& records, const NewTeam& plan,
              const rpc::Call& call) {
  const v1::Team team =
      team::Make({.id = plan.id, .display_name = plan.display_name, .creator = call.caller.name}, call.now);
  team::SaveNew(telling, records, team, team::FirstPlacement(team, "", plan.start_day, call.now));
}

// What a row tells besides roles, which role::Save tells.
void TellRow(const Telling& telling, const BatchRow& row) {
  const RowPlan& plan = *row.plan;
  announcement::News news{.person = plan.person, .announcement = plan.announcement, .changed = {}};
  if (row.parts == Parts::kCoachOnly) {
    // The rest was told before.
    news.announcement.steps.clear();
    news.announcement.coachable_changed = false;
    news.changed = {"coach"};
    return announcement::TellPlainly(telling, news);
  }
  news.changed = plan.fields;
  if (!plan.membership_edits.empty()) news.changed.emplace_back("team");
  if (!plan.line_edits.empty()) news.changed.emplace_back("manager");
  if (!plan.coach_edits.empty() && row.parts == Parts::kAll) news.changed.emplace_back("coach");
  announcement::TellPlainly(telling, news);
  absl::flat_hash_set<std::string> teams;
  for (std::size_t i = 0; i < plan.membership_edits.size(); ++i) {
    const std::string team = org::kTeamPattern.Format({plan.membership_edits[i].record.team()});
    if (!teams.insert(team).second) continue;
    TellTeam(telling, "team.changed", team, plan.edited_kinds[i], {"members"}, plan.after.name());
  }
}

absl::Status SavePerson(sql::Connection& connection, const Telling& telling, v1::OrganizationRecords& records,
                        const RowPlan& plan, const rpc::Call& call) {
  sql::Changes& changes = telling.changes;
  if (plan.is_new) {
    person::Insert(changes, plan.after);
  } else if (!plan.fields.empty()) {
    person::Update(changes, *plan.before, plan.after, plan.fields);
  } else {
    person::Touch(changes, plan.person, plan.before->version, call.now);
  }
  if (plan.is_new || !plan.fields.empty()) {
    *records.add_people() = person::RecordOf(plan.after);
  }
  status::Save(changes, records, plan.history, plan.statuses_after, plan.announcement.untold_from);
  if (!plan.is_new) {
    status::AddChange(changes, plan.history.statuses, plan.statuses_after,
                      {.person = plan.person,
                       .version = plan.before->version + 1,
                       .actor = call.caller.id,
                       .time = call.now});
  }
  line::Save(changes, records, plan.line_edits);
  membership::Save(changes, records, plan.membership_edits);
  return role::Save(connection, telling, records, plan.person, plan.roles_before, plan.roles_after,
                    call.caller.id);
}

// A person's audit: of somebody who was here before, the columns that these parts of the row wrote, and what
// stood there.
sql::AuditEntry AuditOf(const BatchRow& row) {
  const RowPlan& plan = *row.plan;
  const std::string& name = plan.after.name();
  if (plan.is_new) return {.resource = name, .subject = name};
  std::vector<std::string> columns = plan.changed;
  if (row.parts == Parts::kWithoutCoach) std::erase(columns, "coach");
  if (row.parts == Parts::kCoachOnly) columns = {"coach"};
  return UpdateEntry(name, name, plan.before->person, columns);
}

absl::StatusOr<v1::ImportPeopleSummary> Decide(const events::Outbox& outbox, const rpc::Call& call,
                                               std::int64_t version, const Batch& batch,
                                               sql::Connection& connection, sql::Changes& changes) {
  ASSIGN_OR_RETURN(const std::int64_t locked, organization::LockGuard(connection));
  if (locked != version) return OrganizationMoved();
  v1::OrganizationRecords records;
  const Telling telling{.outbox = outbox, .changes = changes, .now = call.now, .version = locked + 1};
  for (const NewTeam* team : batch.teams) SaveTeam(telling, records, *team, call);
  for (const BatchRow& row : batch.rows) {
    if (row.parts != Parts::kCoachOnly) {
      RETURN_IF_ERROR(SavePerson(connection, telling, records, *row.plan, call));
    }
    if (row.parts != Parts::kWithoutCoach) line::Save(changes, records, row.plan->coach_edits);
    TellRow(telling, row);
    changes.Audit(AuditOf(row));
  }
  organization::RecordChange(outbox, changes, locked, records, call.now);
  return v1::ImportPeopleSummary();
}

}  // namespace

absl::StatusOr<std::int64_t> Write(sql::Database& database, const events::Outbox& outbox, const Clock& clock,
                                   const rpc::Call& call, std::int64_t version, const Batch& batch) {
  sql::WriteContext context = ToWriteContext(call);
  context.deadline = std::min(call.deadline, clock.Now() + kDeadline);
  // A retry of the whole import runs the same upserts again: no batch needs to be answered from the request
  // log.
  context.key.request_id.clear();
  RETURN_IF_ERROR(database
                      .Write<v1::ImportPeopleSummary>(
                          context,
                          [&](sql::Connection& connection, sql::Changes& changes) {
                            return Decide(outbox, call, version, batch, connection, changes);
                          },
                          [](sql::Connection&, const v1::ImportPeopleSummary&) { return absl::OkStatus(); })
                      .status());
  return version + 1;
}

}  // namespace laurel::directory::import
