#include "services/directory/service_account/handlers.h"

#include <optional>
#include <utility>
#include <vector>

#include "common/api/etag.h"
#include "common/api/fill_page.h"
#include "common/api/text.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/events.h"
#include "services/directory/organization/change.h"
#include "services/directory/service_account/create.h"
#include "services/directory/service_account/store.h"

namespace laurel::directory::service_account {
namespace {

// What an audited call leaves by itself would say that it concerns whoever made the account.
void Record(const v1::ServiceAccount& account, sql::Changes& changes) {
  if (!account.creator().empty()) changes.Mention(account.creator());
  changes.Audit({.resource = account.name(), .subject = ""});
}

absl::Status CheckEnabled(const v1::ServiceAccount& account) {
  if (!account.disabled()) return absl::OkStatus();
  constexpr std::string_view kMessage = "this service account is disabled already, and stays so";
  return Error(absl::StatusCode::kFailedPrecondition, "ALREADY_DISABLED", kMessage)
      .With("state", "DISABLED")
      .With("allowed", "")
      .Precondition("STATE", account.name(), kMessage);
}

absl::StatusOr<v1::ServiceAccount> DecideDisable(const Env& env, const rpc::Call& call,
                                                 const v1::DisableServiceAccountRequest& request,
                                                 sql::Connection& connection, sql::Changes& changes,
                                                 organization::Draft& draft) {
  ASSIGN_OR_RETURN(const std::optional<Stored> stored, Find(connection, api::IdOf(request.name())));
  if (!stored.has_value()) return NotFound();
  RETURN_IF_ERROR(api::CheckEtag(request.etag(), stored->version));
  RETURN_IF_ERROR(CheckEnabled(stored->account));
  v1::ServiceAccount account = stored->account;
  account.set_disabled(true);
  account.set_etag(api::EtagOf(stored->version + 1));
  *account.mutable_update_time() = ToTimestamp(call.now);
  Disable(changes, *stored, call.now, call.caller.id, request.reason());
  *draft.records.add_service_accounts() = RecordOf(account);
  TellServiceAccount(organization::TellingOf(env, call, changes, draft), "service_account.disabled",
                     account.name(), account.role());
  Record(account, changes);
  return account;
}

}  // namespace

absl::StatusOr<v1::ServiceAccount> CreateServiceAccount(Env& env, rpc::Call& call,
                                                        const v1::CreateServiceAccountRequest& request) {
  if (!api::IsVisibleAscii(request.service_account().subject())) {
    return InvalidField("service_account.subject", "must be visible ASCII characters without spaces");
  }
  v1::ServiceAccount asked = request.service_account();
  asked.set_creator(call.caller.name);
  return organization::Change<v1::ServiceAccount>(
      env, call,
      [&](sql::Connection& connection, sql::Changes& changes,
          organization::Draft& draft) -> absl::StatusOr<v1::ServiceAccount> {
        ASSIGN_OR_RETURN(
            v1::ServiceAccount account,
            Create(connection, asked, organization::TellingOf(env, call, changes, draft), draft.records));
        Record(account, changes);
        return account;
      },
      request.validate_only());
}

absl::StatusOr<v1::ServiceAccount> DisableServiceAccount(Env& env, rpc::Call& call,
                                                         const v1::DisableServiceAccountRequest& request) {
  return organization::Change<v1::ServiceAccount>(
      env, call, [&](sql::Connection& connection, sql::Changes& changes, organization::Draft& draft) {
        return DecideDisable(env, call, request, connection, changes, draft);
      });
}

absl::StatusOr<v1::ListServiceAccountsResponse> ListServiceAccounts(
    Env& env, rpc::Call& call, const v1::ListServiceAccountsRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  using Accounts = std::vector<v1::ServiceAccount>;
  ASSIGN_OR_RETURN(Accounts accounts, env.db.Read<Accounts>(call.deadline, [&](sql::Connection& connection) {
    return List(connection, request.show_disabled(), page.after, page.size + 1);
  }));
  v1::ListServiceAccountsResponse response;
  api::FillPage(call.caller.id, request, std::move(accounts), page.size, CursorOf,
                response.mutable_service_accounts(), response.mutable_next_page_token());
  return response;
}

}  // namespace laurel::directory::service_account
