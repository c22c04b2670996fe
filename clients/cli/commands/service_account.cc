#include "clients/cli/app/pages.h"
#include "clients/cli/app/show.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;
using Stub = v1::DirectoryService::Stub;

struct AccountOptions {
  std::string subject, role, name, reason;
  bool disabled = false;
};

absl::StatusOr<std::vector<v1::ServiceAccount>> Accounts(Context& context, bool disabled) {
  v1::ListServiceAccountsRequest request;
  request.set_show_disabled(disabled);
  ASSIGN_OR_RETURN(auto accounts,
                   ListPages<v1::ServiceAccount>(context.directory(), &Stub::ListServiceAccounts, request,
                                                 &v1::ListServiceAccountsResponse::service_accounts, 0));
  return std::move(accounts.items);
}

absl::Status List(Context& context, const AccountOptions& options) {
  ASSIGN_OR_RETURN(const auto accounts, Accounts(context, options.disabled));
  ShowList(
      context.screen(), accounts,
      [&] {
        Table table({"subject", "role", "display_name", "disabled"});
        for (const v1::ServiceAccount& account : accounts) {
          table.Add({account.subject(), EnumWord(account.role()), account.display_name(),
                     account.disabled() ? "disabled" : ""});
        }
        return table;
      },
      "There are none.");
  return absl::OkStatus();
}

absl::Status Print(Context& context, std::string_view done, const v1::ServiceAccount& account) {
  if (context.screen().wants_records()) {
    context.screen().Print(account);
  } else {
    context.screen().Say(fmt::format("{}: {} ({})", done, account.subject(), EnumWord(account.role())));
  }
  return absl::OkStatus();
}

absl::Status Create(Context& context, const AccountOptions& options) {
  v1::CreateServiceAccountRequest request;
  request.set_request_id(NewRequestId());
  v1::ServiceAccount& account = *request.mutable_service_account();
  account.set_subject(options.subject);
  account.set_display_name(options.name);
  ASSIGN_OR_RETURN(const auto role, EnumArgument<v1::ServiceAccountRole>("ROLE", options.role));
  account.set_role(role);
  ASSIGN_OR_RETURN(const v1::ServiceAccount made,
                   context.directory().Call(&Stub::CreateServiceAccount, request));
  return Print(context, "Made", made);
}

absl::Status Disable(Context& context, const AccountOptions& options) {
  ASSIGN_OR_RETURN(const auto accounts, Accounts(context, /*disabled=*/true));
  for (const v1::ServiceAccount& account : accounts) {
    if (account.subject() != options.subject) continue;
    v1::DisableServiceAccountRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(account.name());
    request.set_reason(options.reason);
    ASSIGN_OR_RETURN(const v1::ServiceAccount disabled,
                     context.directory().Call(&Stub::DisableServiceAccount, request));
    return Print(context, "Disabled", disabled);
  }
  return Error(absl::StatusCode::kNotFound, kUsageReason,
               "there is no such account: `laurel service-account list` shows them");
}

}  // namespace

void AddServiceAccounts(CLI::App& app, Chosen& chosen) {
  CLI::App* noun = AddNoun(app, "service-account", "Programs that call with a token of their own",
                           "laurel service-account list\nlaurel service-account create crm-sync integration");
  CLI::App* list = AddCommand(*noun, "list", "By subject", "laurel service-account list --disabled");
  auto listed = std::make_shared<AccountOptions>();
  list->add_flag("--disabled", listed->disabled, "disabled ones as well");
  chosen.When(list, [listed](Context& context) { return List(context, *listed); });

  CLI::App* create =
      AddCommand(*noun, "create", "Lets a program in: integration reads what happens, without details",
                 "laurel service-account create crm-sync integration --name \"CRM\"");
  auto created = std::make_shared<AccountOptions>();
  create->add_option("SUBJECT", created->subject, "the `sub` of its tokens")->required();
  create->add_option("ROLE", created->role, "integration or org-reader")->required();
  create->add_option("--name", created->name, "how people call it")->type_name("TEXT");
  chosen.When(create, [created](Context& context) { return Create(context, *created); });

  CLI::App* disable = AddCommand(*noun, "disable", "Refuses its tokens from now on, everywhere",
                                 "laurel service-account disable crm-sync");
  auto disabled = std::make_shared<AccountOptions>();
  disable->add_option("SUBJECT", disabled->subject, "the `sub` of its tokens")->required();
  disable->add_option("--reason", disabled->reason, "why; kept with the change")->type_name("TEXT");
  chosen.When(disable, [disabled](Context& context) { return Disable(context, *disabled); });
}

}  // namespace laurel::cli
