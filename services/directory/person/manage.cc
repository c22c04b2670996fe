#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "common/api/etag.h"
#include "common/api/field_mask.h"
#include "common/api/ulid.h"
#include "common/service/audit_update.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/directory/announcement/tell.h"
#include "services/directory/organization/change.h"
#include "services/directory/person/access.h"
#include "services/directory/person/handlers.h"
#include "services/directory/person/store.h"
#include "services/directory/person/written.h"
#include "services/directory/status/store.h"

namespace laurel::directory::person {
namespace {

constexpr std::string_view kCoachable = "coachable";

absl::Status CheckHireDate(const v1::Person& person) {
  if (!person.has_hire_date() || FromDate(person.hire_date()).has_value()) return absl::OkStatus();
  return InvalidField("person.hire_date", "is not a date of the calendar");
}

// Under the guard, so that of two who want the same one the second is told so.
absl::Status CheckUnique(sql::Connection& connection, const v1::Person& person) {
  const std::string id(api::IdOf(person.name()));
  ASSIGN_OR_RETURN(const std::string email_owner, FindEmailOwner(connection, person.email(), id));
  if (!email_owner.empty()) {
    return Error(absl::StatusCode::kAlreadyExists, "EMAIL_TAKEN", "another person has this email");
  }
  if (person.employee_number().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::string number_owner, FindNumberOwner(connection, person.employee_number(), id));
  if (number_owner.empty()) return absl::OkStatus();
  return Error(absl::StatusCode::kAlreadyExists, "EMPLOYEE_NUMBER_TAKEN",
               "another person has this employee number");
}

// What a caller may give, and what the server adds.
v1::Person NewPerson(const rpc::Call& call, const v1::Person& wanted) {
  v1::Person person = wanted;
  person.set_name(org::kPersonPattern.Format({api::NewUlid(call.now)}));
  person.set_etag(api::EtagOf(1));
  person.set_creator(call.caller.name);
  *person.mutable_create_time() = ToTimestamp(call.now);
  *person.mutable_update_time() = ToTimestamp(call.now);
  return person;
}

absl::StatusOr<v1::Person> Create(const Env& env, const rpc::Call& call, const v1::Person& person,
                                  sql::Connection& connection, sql::Changes& changes,
                                  organization::Draft& draft) {
  RETURN_IF_ERROR(CheckUnique(connection, person));
  const std::string id(api::IdOf(person.name()));
  const int today = Today(person, call.now);
  const int first_day = person.has_hire_date() ? DayNumber(*FromDate(person.hire_date())) : today;
  const auto statuses =
      std::get<status::Statuses>(status::Begin(id, first_day, today, {.coachable = person.coachable()}));
  const announcement::Announcement news = announcement::Announce({}, statuses, today);
  Insert(changes, person);
  *draft.records.add_people() = RecordOf(person);
  status::Save(changes, draft.records, {}, statuses, news.untold_from);
  RETURN_IF_ERROR(announcement::Tell(connection, changes, env.outbox, call.now, draft,
                                     {.person = id, .announcement = news}));
  changes.Audit({.resource = person.name(), .subject = person.name()});
  changes.Mention(person.name());
  v1::Person answer = person;
  Fill(*env.organization.Current(), call.now, statuses, answer);
  return answer;
}

// Those fields of the mask, of `person`, that are to be something else.
std::vector<std::string> Differing(const google::protobuf::FieldMask& mask, const v1::Person& before,
                                   const v1::Person& after) {
  std::vector<std::string> fields;
  for (const std::string& path : mask.paths()) {
    google::protobuf::util::MessageDifferencer differencer;
    const auto* field = v1::Person::descriptor()->FindFieldByName(path);
    if (!differencer.CompareWithFields(before, after, {field}, {field})) fields.push_back(path);
  }
  return fields;
}

absl::Status CheckUpdate(sql::Connection& connection, const v1::Person& before, const v1::Person& after) {
  if (after.employee_number().empty() && !before.employee_number().empty()) {
    return InvalidField("person.employee_number", "is the key of imports and cannot be cleared");
  }
  return CheckUnique(connection, after);
}

// What an update makes of a person.
struct Updated {
  v1::Person person;
  std::vector<std::string> fields;  // that differ; coachable, which is no field of the row, is not among them
  status::Statuses statuses;
  bool coachable = false;  // it differs
};

absl::StatusOr<Updated> Plan(const rpc::Call& call, const google::protobuf::FieldMask& mask,
                             const v1::Person& wanted, const Stored& stored, const status::Kept& kept) {
  Updated updated{.person = stored.person, .fields = {}, .statuses = kept.history.statuses};
  api::CopyMasked(mask, wanted, updated.person);
  updated.fields = Differing(mask, stored.person, updated.person);
  std::erase(updated.fields, kCoachable);
  updated.person.clear_coachable();
  if (std::ranges::find(mask.paths(), kCoachable) == mask.paths().end()) return updated;
  auto outcome =
      status::Apply(kept.history.statuses, kept.Today(call.now), {.coachable = wanted.coachable()});
  if (const auto* contradiction = std::get_if<status::Contradiction>(&outcome)) {
    return InvalidField("person.coachable", contradiction->reason);
  }
  updated.statuses = std::get<status::Statuses>(std::move(outcome));
  updated.coachable = !status::Same(kept.history.statuses, updated.statuses);
  return updated;
}

absl::Status Save(const Env& env, const rpc::Call& call, Stored& stored, const status::Kept& kept,
                  const Updated& updated, sql::Connection& connection, sql::Changes& changes,
                  organization::Draft& draft) {
  const v1::Person& after = updated.person;
  std::vector<std::string> written = updated.fields;
  if (updated.coachable) written.emplace_back(kCoachable);
  changes.Audit(UpdateEntry(after.name(), after.name(), stored.person, written));
  if (written.empty()) return absl::OkStatus();
  const Stored before = std::exchange(stored, {.person = after, .version = stored.version});
  Renew(stored, call.now);
  Update(changes, before, stored.person, updated.fields);
  // Whatever it was: an import that has read the person before plans anew when the version has moved on.
  *draft.records.add_people() = RecordOf(after);
  // A status whose day has come meanwhile is told along.
  const announcement::Announcement news =
      announcement::Announce(kept.history, updated.statuses, Today(after, call.now));
  status::Save(changes, draft.records, kept.history, updated.statuses, news.untold_from);
  return announcement::Tell(connection, changes, env.outbox, call.now, draft,
                            {.person = std::string(api::IdOf(after.name())),
                             .announcement = news,
                             .changed = updated.fields,
                             .actor = call.caller.id});
}

}  // namespace

absl::StatusOr<v1::Person> CreatePerson(Env& env, rpc::Call& call, const v1::CreatePersonRequest& request) {
  RETURN_IF_ERROR(CheckHireDate(request.person()));
  const v1::Person person = NewPerson(call, request.person());
  return organization::Change<v1::Person>(
      env, call,
      [&](sql::Connection& connection, sql::Changes& changes, organization::Draft& draft) {
        return Create(env, call, person, connection, changes, draft);
      },
      request.validate_only());
}

absl::StatusOr<v1::Person> UpdatePerson(Env& env, rpc::Call& call, const v1::UpdatePersonRequest& request) {
  const v1::Person& wanted = request.person();
  if (wanted.name().empty()) return InvalidField("person.name", "is required");
  ASSIGN_OR_RETURN(const google::protobuf::FieldMask mask, api::ResolveMask(request.update_mask(), wanted));
  RETURN_IF_ERROR(CheckHireDate(wanted));
  ASSIGN_OR_RETURN(const std::string id, RequirePerson(env, call, wanted.name()));
  return organization::Change<v1::Person>(
      env, call,
      [&](sql::Connection& connection, sql::Changes& changes,
          organization::Draft& draft) -> absl::StatusOr<v1::Person> {
        ASSIGN_OR_RETURN(std::optional<Stored> stored, FindStored(connection, id));
        if (!stored.has_value()) return NotFound();
        RETURN_IF_ERROR(api::CheckEtag(wanted.etag(), stored->version));
        ASSIGN_OR_RETURN(const status::Kept kept, status::Find(connection, id));
        ASSIGN_OR_RETURN(const Updated updated, Plan(call, mask, wanted, *stored, kept));
        RETURN_IF_ERROR(CheckUpdate(connection, stored->person, updated.person));
        RETURN_IF_ERROR(Save(env, call, *stored, kept, updated, connection, changes, draft));
        changes.Mention(wanted.name());
        Fill(*env.organization.Current(), call.now, updated.statuses, stored->person);
        return std::move(stored->person);
      });
}

}  // namespace laurel::directory::person
