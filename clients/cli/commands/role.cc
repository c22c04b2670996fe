#include "clients/cli/app/pages.h"
#include "clients/cli/app/show.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;
using Stub = v1::DirectoryService::Stub;

struct RoleOptions {
  std::string who, role, reason;
  bool ended = false;
};

absl::StatusOr<std::vector<v1::RoleGrant>> Grants(Context& context, const RoleOptions& options) {
  v1::ListRoleGrantsRequest request;
  ASSIGN_OR_RETURN(*request.mutable_person(), PersonArgument(context, options.who));
  ASSIGN_OR_RETURN(const auto role, EnumArgument<v1::Role>("ROLE", options.role));
  request.set_role(role);
  request.set_show_ended(options.ended);
  ASSIGN_OR_RETURN(auto grants, ListPages<v1::RoleGrant>(context.directory(), &Stub::ListRoleGrants, request,
                                                         &v1::ListRoleGrantsResponse::role_grants, 0));
  return std::move(grants.items);
}

Table GrantTable(Context& context, const std::vector<v1::RoleGrant>& grants) {
  std::vector<std::string> people;
  for (const v1::RoleGrant& grant : grants) {
    people.push_back(grant.person());
    people.push_back(grant.creator());
  }
  const Names& names = context.NamesOf(people);
  const auto day = [&](bool is_set, const auto& time) {
    return is_set ? FormatIsoDate(absl::ToCivilDay(FromTimestamp(time), context.here().zone)) : std::string();
  };
  Table table({"person", "role", "since", "until", "granted_by"});
  for (const v1::RoleGrant& grant : grants) {
    table.Add({names.Person(grant.person()), EnumWord(grant.role()), day(true, grant.start_time()),
               day(grant.has_end_time(), grant.end_time()), names.Person(grant.creator())});
  }
  return table;
}

absl::Status List(Context& context, const RoleOptions& options) {
  ASSIGN_OR_RETURN(const auto grants, Grants(context, options));
  ShowList(
      context.screen(), grants, [&] { return GrantTable(context, grants); },
      "Nobody whose roles you may see holds one.");
  return absl::OkStatus();
}

absl::Status Print(Context& context, std::string_view sentence, const v1::RoleGrant& grant) {
  if (context.screen().wants_records()) {
    context.screen().Print(grant);
  } else {
    context.screen().Say(fmt::format("{} {} {}.",
                                     context.NamesOf({grant.person()}).Person(grant.person()).shown, sentence,
                                     EnumWord(grant.role())));
  }
  return absl::OkStatus();
}

absl::Status Grant(Context& context, const RoleOptions& options) {
  v1::GrantRoleRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(const v1::Person person, FindPerson(context.directory(), options.who));
  ASSIGN_OR_RETURN(const auto role, EnumArgument<v1::Role>("ROLE", options.role));
  request.mutable_role_grant()->set_person(person.name());
  request.mutable_role_grant()->set_role(role);
  ASSIGN_OR_RETURN(const v1::RoleGrant grant, context.directory().Call(&Stub::GrantRole, request));
  return Print(context, "is", grant);
}

absl::Status Revoke(Context& context, const RoleOptions& options) {
  ASSIGN_OR_RETURN(const auto grants, Grants(context, options));
  if (grants.empty()) {
    return Error(absl::StatusCode::kNotFound, kUsageReason,
                 "they do not hold this role: `laurel role list` shows who does");
  }
  v1::RevokeRoleRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(grants.front().name());
  request.set_reason(options.reason);
  ASSIGN_OR_RETURN(const v1::RoleGrant grant, context.directory().Call(&Stub::RevokeRole, request));
  return Print(context, "is no longer", grant);
}

std::shared_ptr<RoleOptions> AddWho(CLI::App& command) {
  auto options = std::make_shared<RoleOptions>();
  command.add_option("WHO", options->who, "an address or a part of a name")->required();
  command.add_option("ROLE", options->role, "hr-admin, recognition-admin or auditor")->required();
  return options;
}

}  // namespace

void AddRoles(CLI::App& app, Chosen& chosen) {
  CLI::App* noun = AddNoun(app, "role", "Who administers what",
                           "laurel role list\nlaurel role grant \"ingrid solberg\" auditor");
  CLI::App* list =
      AddCommand(*noun, "list", "Who holds which role", "laurel role list\nlaurel role list --ended");
  auto listed = std::make_shared<RoleOptions>();
  list->add_option("WHO", listed->who, "only theirs");
  list->add_option("--role", listed->role, "only this one")->type_name("ROLE");
  list->add_flag("--ended", listed->ended, "those that have ended as well");
  chosen.When(list, [listed](Context& context) { return List(context, *listed); });

  CLI::App* grant = AddCommand(*noun, "grant", "Gives somebody else a role",
                               "laurel role grant \"ingrid solberg\" auditor");
  const auto granted = AddWho(*grant);
  chosen.When(grant, [granted](Context& context) { return Grant(context, *granted); });

  CLI::App* revoke = AddCommand(*noun, "revoke", "Takes a role back",
                                "laurel role revoke \"ingrid solberg\" auditor --reason \"Changed jobs\"");
  const auto revoked = AddWho(*revoke);
  revoke->add_option("--reason", revoked->reason, "why; kept with the change")->type_name("TEXT");
  chosen.When(revoke, [revoked](Context& context) { return Revoke(context, *revoked); });
}

}  // namespace laurel::cli
