#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/api/etag.h"
#include "common/api/ulid.h"
#include "common/org/access.h"
#include "common/service/audit_update.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/directory/events.h"
#include "services/directory/line/handlers.h"
#include "services/directory/line/store.h"
#include "services/directory/organization/change.h"
#include "services/directory/period/day.h"
#include "services/directory/person/access.h"
#include "services/directory/person/store.h"
#include "services/directory/person/written.h"
#include "services/directory/status/store.h"

namespace laurel::directory::line {
namespace {

// What both calls ask for. `above`: the new manager or coach, "people/{id}", or empty: nobody.
struct Assignment {
  v1::LineKind kind;
  std::string_view field;  // of the request and of Person: "manager" or "coach"
  const std::string& person;
  const std::string& above;
  const google::type::Date* start_date;  // nullptr: unset
  const std::string& etag;

  std::string PersonId() const { return std::string(api::IdOf(person)); }
  std::string AboveId() const { return std::string(api::IdOf(above)); }
};

absl::Status Check(const Env& env, const rpc::Call& call, const Assignment& assignment) {
  if (assignment.person == assignment.above) {
    return InvalidField(assignment.field, "nobody is above themselves");
  }
  // A date that is none is refused before anybody is waited for.
  RETURN_IF_ERROR(period::DayOr(assignment.start_date, "start_date", absl::CivilDay()).status());
  RETURN_IF_ERROR(person::RequirePerson(env, call, assignment.person).status());
  return org::CheckPeople(env.organization, {{std::string(assignment.field), assignment.above}}, call.now,
                          call.deadline,
                          /*refuse_leavers=*/true);
}

bool HasLeft(const status::KeptByPerson& people, const std::string& person, absl::Time now) {
  const auto kept = people.find(person);
  return kept != people.end() && kept->second.StateNow(now) == v1::PERSON_STATE_LEFT;
}

// Under the guard: what memory says may be a moment old.
absl::Status CheckNotLeft(const status::KeptByPerson& people, const Assignment& assignment, absl::Time now) {
  if (HasLeft(people, assignment.PersonId(), now)) {
    return PersonLeft("this person has left: their lines stay as they were");
  }
  if (HasLeft(people, assignment.AboveId(), now)) {
    return PersonLeft("whoever is to be above them has left");
  }
  return absl::OkStatus();
}

absl::Status CheckCycle(sql::Connection& connection, const Assignment& assignment, absl::CivilDay start) {
  if (assignment.kind != v1::LINE_KIND_LINE || assignment.above.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const LinesByPerson above, LinesAbove(connection, assignment.AboveId(), start));
  const auto lines_of = [&above](const std::string& person) -> std::span<const v1::LineRecord> {
    const auto it = above.find(person);
    return it == above.end() ? std::span<const v1::LineRecord>() : it->second;
  };
  if (!MakesCycle(lines_of, assignment.PersonId(), assignment.AboveId(), DayNumber(start))) {
    return absl::OkStatus();
  }
  return Error(absl::StatusCode::kFailedPrecondition, "CYCLE",
               "the manager reports to this person, directly or through others: change their line first");
}

// Nothing is written when all is so already. Whoever is still to come is not told of.
void SaveAndTell(const Env& env, const rpc::Call& call, const Assignment& assignment,
                 const std::vector<Edit>& edits, const status::Kept& kept, sql::Changes& changes,
                 organization::Draft& draft) {
  if (edits.empty()) return;
  Save(changes, draft.records, edits);
  const v1::PersonState state = kept.StateNow(call.now);
  if (state == v1::PERSON_STATE_UNSPECIFIED) return;
  TellPerson(organization::TellingOf(env, call, changes, draft), "person.changed", assignment.person, state,
             {std::string(assignment.field)});
}

absl::StatusOr<v1::Person> Decide(const Env& env, const rpc::Call& call, const Assignment& assignment,
                                  sql::Connection& connection, sql::Changes& changes,
                                  organization::Draft& draft) {
  const std::string id = assignment.PersonId();
  ASSIGN_OR_RETURN(std::optional<person::Stored> stored, person::FindStored(connection, id));
  if (!stored.has_value()) return NotFound();
  RETURN_IF_ERROR(api::CheckEtag(assignment.etag, stored->version));
  std::vector<std::string> people{id};
  if (!assignment.above.empty()) people.push_back(assignment.AboveId());
  ASSIGN_OR_RETURN(const status::KeptByPerson kept, status::FindAll(connection, people));
  RETURN_IF_ERROR(CheckNotLeft(kept, assignment, call.now));
  const absl::CivilDay today = DayFromNumber(person::Today(stored->person, call.now));
  ASSIGN_OR_RETURN(const absl::CivilDay start, period::DayOr(assignment.start_date, "start_date", today));
  RETURN_IF_ERROR(CheckCycle(connection, assignment, start));
  ASSIGN_OR_RETURN(std::vector<v1::LineRecord> lines, LinesOf(connection, id));
  const std::vector<Edit> edits = Replace(lines, id, assignment.kind, assignment.AboveId(), DayNumber(start),
                                          [&call] { return api::NewUlid(call.now); });
  std::vector<std::string> written;
  if (!edits.empty()) written.emplace_back(assignment.field);
  changes.Audit(UpdateEntry(assignment.person, assignment.person, stored->person, written));
  changes.Mention(assignment.person);
  if (!assignment.above.empty()) changes.Mention(assignment.above);
  const auto own = kept.find(id);
  if (own == kept.end()) return InternalError("a person has no status");
  SaveAndTell(env, call, assignment, edits, own->second, changes, draft);
  if (!edits.empty()) {
    person::Touch(changes, id, stored->version, call.now);
    person::Renew(*stored, call.now);
    lines = period::After(std::span<const v1::LineRecord>(lines), edits);
  }
  person::Fill(*env.organization.Current(), call.now, own->second.history.statuses, stored->person);
  person::FillLines(lines, call.now, stored->person);
  return std::move(stored->person);
}

absl::StatusOr<v1::Person> Assign(Env& env, rpc::Call& call, const Assignment& assignment) {
  RETURN_IF_ERROR(Check(env, call, assignment));
  return organization::Change<v1::Person>(
      env, call, [&](sql::Connection& connection, sql::Changes& changes, organization::Draft& draft) {
        return Decide(env, call, assignment, connection, changes, draft);
      });
}

}  // namespace

absl::StatusOr<v1::Person> SetManager(Env& env, rpc::Call& call, const v1::SetManagerRequest& request) {
  return Assign(env, call,
                {.kind = v1::LINE_KIND_LINE,
                 .field = "manager",
                 .person = request.person(),
                 .above = request.manager(),
                 .start_date = request.has_start_date() ? &request.start_date() : nullptr,
                 .etag = request.etag()});
}

absl::StatusOr<v1::Person> SetCoach(Env& env, rpc::Call& call, const v1::SetCoachRequest& request) {
  return Assign(env, call,
                {.kind = v1::LINE_KIND_COACH,
                 .field = "coach",
                 .person = request.person(),
                 .above = request.coach(),
                 .start_date = request.has_start_date() ? &request.start_date() : nullptr,
                 .etag = request.etag()});
}

}  // namespace laurel::directory::line
