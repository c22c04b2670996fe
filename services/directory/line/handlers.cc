#include "services/directory/line/handlers.h"

#include <string>
#include <utility>
#include <vector>

#include "common/api/etag.h"
#include "common/api/fill_page.h"
#include "common/api/ulid.h"
#include "common/org/access.h"
#include "common/service/write_context.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/errors.h"
#include "services/directory/line/store.h"
#include "services/directory/organization/handlers.h"
#include "services/directory/organization/store.h"
#include "services/directory/person/read.h"
#include "services/directory/person/rules.h"

namespace laurel::directory::line {
namespace {

// Unset: today where the person is.
absl::StatusOr<absl::CivilDay> AsOf(const org::Organization& organization, const google::type::Date* date,
                                    const std::string& person, absl::Time now) {
  if (date == nullptr) return organization.TodayOf(person, now);
  const std::optional<absl::CivilDay> day = FromDate(*date);
  if (!day.has_value()) return InvalidField("as_of", "is not a date of the calendar");
  return *day;
}

// What a change of manager needs besides the rows that it locks.
struct NewManager {
  std::string person;
  std::string manager;  // empty: none
  std::optional<absl::CivilDay> start;
};

absl::StatusOr<NewManager> Check(const Env& env, const rpc::Call& call,
                                 const v1::SetManagerRequest& request) {
  if (request.person() == request.manager()) return InvalidField("manager", "nobody reports to themselves");
  NewManager change{.person = "", .manager = std::string(api::IdOf(request.manager())), .start = {}};
  if (request.has_start_date()) {
    change.start = FromDate(request.start_date());
    if (!change.start.has_value()) return InvalidField("start_date", "is not a date of the calendar");
  }
  ASSIGN_OR_RETURN(change.person, person::RequirePerson(env, call, request.person()));
  RETURN_IF_ERROR(org::CheckPeople(env.organization, {{"manager", request.manager()}}, call.now,
                                   call.deadline,
                                   /*refuse_leavers=*/true));
  if (env.organization.Current()->HasLeft(change.person, call.now)) {
    return PersonLeft("this person has left: their line stays as it was");
  }
  return change;
}

absl::Status CheckCycle(sql::Connection& connection, const NewManager& change, absl::CivilDay start) {
  ASSIGN_OR_RETURN(const LinesByPerson above, LinesAbove(connection, change.manager, start));
  const auto lines_of = [&above](const std::string& person) -> std::span<const v1::LineRecord> {
    const auto it = above.find(person);
    return it == above.end() ? std::span<const v1::LineRecord>() : it->second;
  };
  if (!MakesCycle(lines_of, change.person, change.manager, DayNumber(start))) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "CYCLE",
               "the manager reports to this person, directly or through others: change their line first");
}

// As the answer shows the person: the organisation in memory, and the line as it is being written.
v1::Person Shaped(const Env& env, const rpc::Call& call, person::Stored stored, bool changed,
                  std::span<const v1::LineRecord> lines) {
  v1::Person& person = stored.person;
  const auto organization = env.organization.Current();
  person::FillFromOrganization(*organization, call.now, person);
  const std::string id(api::IdOf(person.name()));
  person.clear_manager();
  const int today = DayNumber(organization->TodayOf(id, call.now));
  if (const v1::LineRecord* line = InForceOn(lines, v1::LINE_KIND_LINE, today)) {
    person.set_manager(org::kPersonPattern.Format({line->manager()}));
  }
  if (changed) {
    person.set_etag(api::EtagOf(stored.version + 1));
    *person.mutable_update_time() = ToTimestamp(call.now);
  }
  return person;
}

// Under the organisation guard. `version`: of the organisation afterwards; untouched when nothing changes.
absl::StatusOr<v1::Person> Decide(Env& env, const rpc::Call& call, const v1::SetManagerRequest& request,
                                  const NewManager& change, sql::Connection& connection,
                                  sql::Changes& changes, std::int64_t& version) {
  version = 0;
  ASSIGN_OR_RETURN(const std::int64_t locked, organization::LockGuard(connection));
  ASSIGN_OR_RETURN(std::optional<person::Stored> stored, person::FindStored(connection, change.person));
  if (!stored.has_value()) return NotFound();
  RETURN_IF_ERROR(api::CheckEtag(request.etag(), stored->version));
  const absl::TimeZone zone = FindTimeZone(stored->person.time_zone()).value_or(absl::UTCTimeZone());
  const absl::CivilDay start = change.start.value_or(absl::ToCivilDay(call.now, zone));
  if (!change.manager.empty()) RETURN_IF_ERROR(CheckCycle(connection, change, start));
  ASSIGN_OR_RETURN(std::vector<v1::LineRecord> lines, LinesOf(connection, change.person));
  const std::vector<Edit> edits = Replace(lines, change.person, v1::LINE_KIND_LINE, change.manager,
                                          DayNumber(start), [&call] { return api::NewUlid(call.now); });
  if (!edits.empty()) {
    lines = period::After(std::span<const v1::LineRecord>(lines), edits);
    v1::OrganizationRecords records;
    Save(changes, records, edits);
    person::Touch(changes, change.person, stored->version, call.now);
    version = organization::RecordChange(changes, locked, records, call.now);
  }
  changes.Audit({.resource = request.person(), .subject = request.person()});
  changes.Mention(request.person());
  if (!request.manager().empty()) changes.Mention(request.manager());
  return Shaped(env, call, *std::move(stored), !edits.empty(), lines);
}

}  // namespace

absl::StatusOr<v1::Person> SetManager(Env& env, rpc::Call& call, const v1::SetManagerRequest& request) {
  ASSIGN_OR_RETURN(const NewManager change, Check(env, call, request));
  std::int64_t version = 0;
  absl::StatusOr<v1::Person> answer = env.db.Write<v1::Person>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) {
        return Decide(env, call, request, change, connection, changes, version);
      },
      [&](sql::Connection& connection, const v1::Person&) -> absl::Status {
        // A replay: what was decided now is not what was done then. Any later version holds that too.
        ASSIGN_OR_RETURN(const organization::Position position, organization::ReadPosition(connection));
        version = position.version;
        return absl::OkStatus();
      });
  if (answer.ok()) organization::AnswerWithVersion(env, call, version);
  return answer;
}

absl::StatusOr<v1::ListReportsResponse> ListReports(Env& env, rpc::Call& call,
                                                    const v1::ListReportsRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::string id, person::RequirePerson(env, call, request.person()));
  const person::Viewer viewer(env, call);
  const org::Organization& organization = viewer.organization();
  ASSIGN_OR_RETURN(const absl::CivilDay day,
                   AsOf(organization, request.has_as_of() ? &request.as_of() : nullptr, id, call.now));
  ASSIGN_OR_RETURN(
      std::vector<v1::Person> people,
      person::ReadPage(env, call, viewer, page,
                       {.filter = {}, .among = organization.ReportsOn(id, day, request.transitive())}));
  v1::ListReportsResponse response;
  api::FillPage(call.caller.id, request, std::move(people), page.size, person::CursorOf,
                response.mutable_people(), response.mutable_next_page_token());
  return response;
}

absl::StatusOr<v1::GetReportingChainResponse> GetReportingChain(Env& env, rpc::Call& call,
                                                                const v1::GetReportingChainRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, person::RequirePerson(env, call, request.person()));
  const person::Viewer viewer(env, call);
  const org::Organization& organization = viewer.organization();
  ASSIGN_OR_RETURN(const absl::CivilDay day,
                   AsOf(organization, request.has_as_of() ? &request.as_of() : nullptr, id, call.now));
  ASSIGN_OR_RETURN(const std::vector<v1::Person> people,
                   person::ReadInOrder(env, call, viewer, organization.ChainOn(id, day)));
  v1::GetReportingChainResponse response;
  response.mutable_people()->Assign(people.begin(), people.end());
  return response;
}

}  // namespace laurel::directory::line
