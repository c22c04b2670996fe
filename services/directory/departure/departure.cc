#include "services/directory/departure/departure.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <set>

#include "common/api/ulid.h"
#include "common/org/organization.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/departure/rules.h"
#include "services/directory/line/store.h"
#include "services/directory/person/store.h"
#include "services/directory/role/store.h"

namespace laurel::directory::departure {
namespace {

// Ids, each with the fields of Person that change.
std::map<std::string, std::set<std::string>> ChangedFields(const std::vector<line::Edit>& lines) {
  std::map<std::string, std::set<std::string>> changed;
  for (const line::Edit& edit : lines) {
    const bool coach = edit.record.kind() == v1::LINE_KIND_COACH;
    changed[edit.record.person()].insert(coach ? "coach" : "manager");
  }
  return changed;
}

}  // namespace

absl::StatusOr<Departure> Plan(sql::Connection& connection, const std::string& person, int day,
                               absl::Time now) {
  Departure departure{.person = person, .lines = {}, .roles = {}, .others = {}};
  ASSIGN_OR_RETURN(const std::vector<v1::LineRecord> held,
                   line::LinesTo(connection, person, DayFromNumber(day)));
  ASSIGN_OR_RETURN(const std::vector<v1::LineRecord> own, line::LinesOf(connection, person));
  departure.lines = Relieve(held, own, day, [now] { return api::NewUlid(now); });
  ASSIGN_OR_RETURN(departure.roles, role::RolesOf(connection, person));
  std::vector<std::string> others;
  for (const auto& [id, fields] : ChangedFields(departure.lines)) others.push_back(id);
  ASSIGN_OR_RETURN(departure.others, status::FindAll(connection, others));
  return departure;
}

absl::Status Save(sql::Connection& connection, const Telling& telling, v1::OrganizationRecords& records,
                  const Departure& departure, const std::string& actor) {
  line::Save(telling.changes, records, departure.lines);
  std::vector<std::string> others;
  for (const auto& [id, changed] : ChangedFields(departure.lines)) {
    others.push_back(id);
    const std::string name = org::kPersonPattern.Format({id});
    const std::vector<std::string> fields(changed.begin(), changed.end());
    const auto kept = departure.others.find(id);
    const v1::PersonState state =
        kept == departure.others.end() ? v1::PERSON_STATE_UNSPECIFIED : kept->second.StateNow(telling.now);
    // Whoever is still to come is not told of.
    if (state != v1::PERSON_STATE_UNSPECIFIED) TellPerson(telling, "person.changed", name, state, fields);
    telling.changes.Audit({.resource = name,
                           .subject = name,
                           .fields = fmt::format("{}", fmt::join(fields, ",")),
                           .earlier_hash = {}});
  }
  person::TouchAll(telling.changes, others, telling.now);
  return role::Save(connection, telling, records, departure.person, departure.roles, {}, actor);
}

}  // namespace laurel::directory::departure
