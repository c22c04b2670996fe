#include "services/directory/service_account/create.h"

#include "common/api/etag.h"
#include "common/api/ulid.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/service_account/store.h"

namespace laurel::directory::service_account {

v1::ServiceAccountRecord RecordOf(const v1::ServiceAccount& account) {
  v1::ServiceAccountRecord record;
  record.set_id(std::string(api::IdOf(account.name())));
  record.set_subject(account.subject());
  record.set_role(account.role());
  record.set_disabled(account.disabled());
  return record;
}

absl::StatusOr<v1::ServiceAccount> Create(sql::Connection& connection, const v1::ServiceAccount& asked,
                                          const Telling& telling, v1::OrganizationRecords& records) {
  ASSIGN_OR_RETURN(const bool taken, IsSubjectTaken(connection, asked.subject()));
  if (taken) {
    return Error(absl::StatusCode::kAlreadyExists, "SUBJECT_TAKEN",
                 "a service account has this subject already, disabled perhaps: take another subject")
        .Field("service_account.subject", "is taken");
  }
  v1::ServiceAccount account;
  account.set_name(kPattern.Format({api::NewUlid(telling.now)}));
  account.set_etag(api::EtagOf(1));
  *account.mutable_create_time() = ToTimestamp(telling.now);
  *account.mutable_update_time() = ToTimestamp(telling.now);
  account.set_creator(asked.creator());
  account.set_subject(asked.subject());
  account.set_display_name(asked.display_name());
  account.set_role(asked.role());
  Insert(telling.changes, account);
  *records.add_service_accounts() = RecordOf(account);
  TellServiceAccount(telling, "service_account.created", account.name(), account.role());
  return account;
}

}  // namespace laurel::directory::service_account
