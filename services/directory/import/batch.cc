#include "services/directory/import/batch.h"

#include "common/api/etag.h"
#include "common/api/ulid.h"
#include "common/org/email_hash.h"
#include "common/org/organization.h"
#include "common/service/write_context.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "laurel/directory/v1/directory_service.pb.h"
#include "services/directory/line/store.h"
#include "services/directory/membership/store.h"
#include "services/directory/organization/guard.h"
#include "services/directory/role/store.h"
#include "services/directory/status/store.h"
#include "services/directory/team/store.h"

namespace laurel::directory::import {
namespace {

constexpr absl::Duration kDeadline = absl::Seconds(30);

void SaveTeam(const NewTeam& plan, const rpc::Call& call, sql::Changes& changes,
              v1::OrganizationRecords& records) {
  v1::Team team;
  team.set_name(org::kTeamPattern.Format({plan.id}));
  team.set_etag(api::EtagOf(1));
  team.set_display_name(plan.display_name);
  team.set_kind(v1::TEAM_KIND_TEAM);
  team.set_creator(call.caller.name);
  *team.mutable_create_time() = ToTimestamp(call.now);
  *team.mutable_update_time() = ToTimestamp(call.now);
  team::Insert(team, changes);
  v1::TeamRecord& record = *records.add_teams();
  record.set_id(plan.id);
  record.set_kind(v1::TEAM_KIND_TEAM);
  v1::PlacementRecord& placement = *records.add_placements();
  placement.set_id(api::NewUlid(call.now));
  placement.set_team(plan.id);
  placement.set_start_day(plan.start_day);
  team::InsertPlacement(placement, changes);
  changes.Audit({.resource = team.name(), .subject = ""});
}

void SavePerson(const RowPlan& plan, const rpc::Call& call, sql::Changes& changes,
                v1::OrganizationRecords& records) {
  if (plan.is_new) {
    person::Insert(plan.after, changes);
  } else if (plan.fields_changed) {
    person::Update(plan.after, plan.version, changes);
  } else {
    person::Touch(plan.person, plan.version, call.now, changes);
  }
  if (plan.is_new || plan.fields_changed) {
    v1::PersonRecord& record = *records.add_people();
    record.set_id(plan.person);
    record.set_email_hash(org::EmailHash(plan.after.email()));
    record.set_time_zone(plan.after.time_zone());
  }
  status::Save(plan.statuses_before, plan.statuses_after, changes, records);
  line::Save(plan.line_edits, changes, records);
  membership::Save(plan.membership_edits, changes, records);
  role::Save(plan.person, plan.roles_before, plan.roles_after, call.caller.id, call.now, changes, records);
}

absl::StatusOr<v1::ImportPeopleSummary> Decide(const rpc::Call& call, std::int64_t version,
                                               const Batch& batch, sql::Connection& connection,
                                               sql::Changes& changes) {
  ASSIGN_OR_RETURN(const std::int64_t locked, organization::LockGuard(connection));
  if (locked != version) {
    return Error(absl::StatusCode::kAborted, "ORGANIZATION_MOVED",
                 "the organisation has changed since it was read");
  }
  v1::OrganizationRecords records;
  for (const NewTeam* team : batch.teams) SaveTeam(*team, call, changes, records);
  for (const BatchRow& row : batch.rows) {
    if (row.parts != Parts::kCoachOnly) SavePerson(*row.plan, call, changes, records);
    if (row.parts != Parts::kWithoutCoach) line::Save(row.plan->coach_edits, changes, records);
    changes.Audit({.resource = row.plan->after.name(), .subject = row.plan->after.name()});
  }
  organization::RecordChange(locked, records, call.now, changes);
  return v1::ImportPeopleSummary();
}

}  // namespace

absl::StatusOr<std::int64_t> Write(sql::Database& database, const Clock& clock, const rpc::Call& call,
                                   std::int64_t version, const Batch& batch) {
  sql::WriteContext context = ToWriteContext(call);
  context.deadline = std::min(call.deadline, clock.Now() + kDeadline);
  // A retry of the whole import runs the same upserts again: no batch needs to be answered from the request
  // log.
  context.key.request_id.clear();
  RETURN_IF_ERROR(database
                      .Write<v1::ImportPeopleSummary>(
                          context,
                          [&](sql::Connection& connection, sql::Changes& changes) {
                            return Decide(call, version, batch, connection, changes);
                          },
                          [](sql::Connection&, const v1::ImportPeopleSummary&) { return absl::OkStatus(); })
                      .status());
  return version + 1;
}

}  // namespace laurel::directory::import
