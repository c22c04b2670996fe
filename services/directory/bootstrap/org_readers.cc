#include "services/directory/bootstrap/org_readers.h"

#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/directory/organization/store.h"
#include "services/directory/service_account/create.h"
#include "services/directory/service_account/store.h"

namespace laurel::directory::bootstrap {
namespace {

constexpr absl::Duration kDeadline = absl::Seconds(10);

absl::StatusOr<v1::ServiceAccount> Decide(const events::Outbox& outbox, const std::string& subject,
                                          absl::Time now, sql::Connection& connection,
                                          sql::Changes& changes) {
  ASSIGN_OR_RETURN(const std::int64_t locked, organization::LockGuard(connection));
  v1::ServiceAccount asked;
  asked.set_subject(subject);
  asked.set_role(v1::SERVICE_ACCOUNT_ROLE_ORG_READER);
  v1::OrganizationRecords records;
  const Telling telling{.outbox = outbox, .changes = changes, .now = now, .version = locked + 1};
  ASSIGN_OR_RETURN(v1::ServiceAccount account, service_account::Create(connection, asked, telling, records));
  organization::RecordChange(outbox, changes, locked, records, now);
  return account;
}

absl::Status Ensure(sql::Database& database, const std::string& subject, const Clock& clock,
                    const events::Outbox& outbox) {
  const absl::Time now = clock.Now();
  // Looked at first, so that an ordinary start does not lock the organisation.
  ASSIGN_OR_RETURN(const bool taken, database.Read<bool>(now + kDeadline, [&](sql::Connection& connection) {
    return service_account::IsSubjectTaken(connection, subject);
  }));
  if (taken) return absl::OkStatus();
  sql::WriteContext context;
  context.now = now;
  context.deadline = now + kDeadline;
  context.key = {.principal = "service:bootstrap", .method = "org-reader", .request_id = "", .body_hash = ""};
  context.actor = "service:bootstrap";
  context.audited = true;
  const absl::StatusOr<v1::ServiceAccount> account = database.Write<v1::ServiceAccount>(
      context,
      [&](sql::Connection& connection, sql::Changes& changes) {
        return Decide(outbox, subject, now, connection, changes);
      },
      [](sql::Connection&, const v1::ServiceAccount&) { return absl::OkStatus(); });
  // Another replica was faster.
  if (account.status().code() == absl::StatusCode::kAlreadyExists) return absl::OkStatus();
  RETURN_IF_ERROR(account.status());
  log::Info("a service account was made", {{"service_account", account->name()}});
  return absl::OkStatus();
}

}  // namespace

absl::Status EnsureOrgReaders(sql::Database& database, const std::vector<std::string>& subjects,
                              const Clock& clock, const events::Outbox& outbox) {
  for (const std::string& subject : subjects) RETURN_IF_ERROR(Ensure(database, subject, clock, outbox));
  return absl::OkStatus();
}

}  // namespace laurel::directory::bootstrap
