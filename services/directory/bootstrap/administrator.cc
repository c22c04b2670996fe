#include "services/directory/bootstrap/administrator.h"

#include <optional>
#include <utility>
#include <vector>

#include "common/api/etag.h"
#include "common/api/ulid.h"
#include "common/log/log.h"
#include "common/org/email_hash.h"
#include "common/org/organization.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/events.h"
#include "services/directory/organization/store.h"
#include "services/directory/person/store.h"
#include "services/directory/role/store.h"
#include "services/directory/status/store.h"

namespace laurel::directory::bootstrap {
namespace {

constexpr absl::Duration kDeadline = absl::Seconds(10);

v1::Person Make(const std::string& email, const Telling& telling, v1::OrganizationRecords& records) {
  const absl::Time now = telling.now;
  const std::string id = api::NewUlid(now);
  v1::Person person;
  person.set_name(org::kPersonPattern.Format({id}));
  person.set_etag(api::EtagOf(1));
  *person.mutable_create_time() = ToTimestamp(now);
  *person.mutable_update_time() = ToTimestamp(now);
  person.set_email(email);
  person.set_display_name(email.substr(0, std::min<std::size_t>(email.find('@'), 120)));
  person::Insert(telling.changes, person);

  const int today = DayNumber(absl::ToCivilDay(now, absl::UTCTimeZone()));
  status::Save(telling.changes, records, {}, std::get<status::Statuses>(status::Begin(id, today, today, {})),
               /*untold_from=*/today + 1);
  v1::PersonRecord& record = *records.add_people();
  record.set_id(id);
  record.set_email_hash(org::EmailHash(email));
  TellPerson(telling, "person.created", person.name(), v1::PERSON_STATE_ACTIVE);
  return person;
}

absl::StatusOr<v1::Person> Decide(const events::Outbox& outbox, const std::string& email, absl::Time now,
                                  sql::Connection& connection, sql::Changes& changes) {
  ASSIGN_OR_RETURN(const std::int64_t locked, organization::LockGuard(connection));
  ASSIGN_OR_RETURN(const bool held, role::IsHeld(connection, v1::ROLE_HR_ADMIN));
  if (held) return v1::Person();
  ASSIGN_OR_RETURN(const std::optional<person::Stored> stored, person::FindStoredByEmail(connection, email));
  v1::OrganizationRecords records;
  const Telling telling{.outbox = outbox, .changes = changes, .now = now, .version = locked + 1};
  const v1::Person person = stored.has_value() ? stored->person : Make(email, telling, records);
  const std::string id(api::IdOf(person.name()));
  ASSIGN_OR_RETURN(const std::vector<v1::Role> before, role::RolesOf(connection, id));
  std::vector<v1::Role> after = before;
  after.insert(after.begin(), v1::ROLE_HR_ADMIN);  // the smallest: `after` stays sorted
  RETURN_IF_ERROR(role::Save(connection, telling, records, id, before, after, /*creator=*/""));
  organization::RecordChange(outbox, changes, locked, records, now);
  changes.Audit({.resource = person.name(), .subject = person.name()});
  return person;
}

}  // namespace

absl::Status EnsureAdministrator(sql::Database& database, const std::string& email, const Clock& clock,
                                 const events::Outbox& outbox) {
  const absl::Time now = clock.Now();
  // Looked at first, so that an ordinary start writes nothing, not even to the audit.
  ASSIGN_OR_RETURN(const bool held, database.Read<bool>(now + kDeadline, [](sql::Connection& connection) {
    return role::IsHeld(connection, v1::ROLE_HR_ADMIN);
  }));
  if (held) return absl::OkStatus();
  sql::WriteContext context;
  context.now = now;
  context.deadline = now + kDeadline;
  context.key = {
      .principal = "service:bootstrap", .method = "bootstrap-admin", .request_id = "", .body_hash = ""};
  context.actor = "service:bootstrap";
  context.audited = true;
  ASSIGN_OR_RETURN(const v1::Person person,
                   database.Write<v1::Person>(
                       context,
                       [&](sql::Connection& connection, sql::Changes& changes) {
                         return Decide(outbox, email, now, connection, changes);
                       },
                       [](sql::Connection&, const v1::Person&) { return absl::OkStatus(); }));
  if (!person.name().empty()) log::Info("the first administrator was made", {{"person", person.name()}});
  return absl::OkStatus();
}

}  // namespace laurel::directory::bootstrap
