#include <algorithm>

#include "clients/cli/api/methods.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/app/show.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/views/moment_cell.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "fmt/ranges.h"
#include "laurel/audit/v1/audit_service.grpc.pb.h"

namespace laurel::cli {
namespace {

namespace v1 = audit::v1;

struct AuditOptions {
  std::string actor, subject, resource, method, since, until;
  int limit = 50;
};

absl::StatusOr<v1::ListAuditRecordsRequest> RequestFor(Context& context, const AuditOptions& options) {
  v1::ListAuditRecordsRequest request;
  request.set_resource(options.resource);
  if (!options.method.empty()) {
    ASSIGN_OR_RETURN(const Method* method, FindMethod(options.method));
    request.set_method(PathOf(*method).substr(1));
  }
  request.set_actor(options.actor);
  if (!options.actor.empty() && !options.actor.starts_with("service:")) {
    ASSIGN_OR_RETURN(*request.mutable_actor(), PersonArgument(context, options.actor));
  }
  ASSIGN_OR_RETURN(*request.mutable_subject(), PersonArgument(context, options.subject));
  RETURN_IF_ERROR(SetRange(context, options.since, options.until, request));
  return request;
}

// Each service keeps its own; ids are in the order of time.
absl::StatusOr<Listed<v1::AuditRecord>> FromAll(Context& context, const v1::ListAuditRecordsRequest& request,
                                                int limit) {
  Listed<v1::AuditRecord> all;
  for (const auto& [service, endpoint] : context.services()) {
    Client<v1::AuditService> client(*endpoint);
    ASSIGN_OR_RETURN(const auto records,
                     ListPages<v1::AuditRecord>(client, &v1::AuditService::Stub::ListAuditRecords, request,
                                                &v1::ListAuditRecordsResponse::audit_records, limit));
    all.items.insert(all.items.end(), records.items.begin(), records.items.end());
    all.more = all.more || records.more;
  }
  std::ranges::sort(all.items, std::ranges::greater(),
                    [](const v1::AuditRecord& record) { return record.id(); });
  if (limit > 0 && all.items.size() > static_cast<std::size_t>(limit)) {
    all.items.resize(static_cast<std::size_t>(limit));
    all.more = true;
  }
  return all;
}

Table AuditTable(Context& context, const std::vector<v1::AuditRecord>& records) {
  std::vector<std::string> people;
  for (const v1::AuditRecord& record : records) {
    if (record.actor().starts_with("people/")) people.push_back(record.actor());
    people.push_back(record.subject());
  }
  const Names& names = context.NamesOf(people);
  const auto who = [&names](const std::string& actor) {
    return actor.starts_with("people/") ? names.Person(actor) : Cell(actor);
  };
  Table table({"time", "who", "did", "to", "about", "fields"});
  for (const v1::AuditRecord& record : records) {
    table.Add({MomentCell(FromTimestamp(record.time()), context.here()), who(record.actor()),
               Cell(record.method().substr(record.method().rfind('.') + 1), record.method()),
               record.resource(), names.Person(record.subject()),
               fmt::format("{}", fmt::join(record.fields(), ", "))});
  }
  return table;
}

absl::Status List(Context& context, const AuditOptions& options) {
  ASSIGN_OR_RETURN(const auto request, RequestFor(context, options));
  ASSIGN_OR_RETURN(const auto records, FromAll(context, request, options.limit));
  ShowList(
      context.screen(), records.items, [&] { return AuditTable(context, records.items); }, "Nothing.");
  RemarkIfMore(context.screen(), records.more, options.limit);
  return absl::OkStatus();
}

}  // namespace

void AddAudit(CLI::App& app, Chosen& chosen) {
  CLI::App* command =
      AddCommand(app, "audit", "Who changed what, newest first, of all services; for auditors",
                 "laurel audit --since yesterday\nlaurel audit --actor marta --subject ana\n"
                 "laurel audit --method GrantRole -o json");
  auto options = std::make_shared<AuditOptions>();
  command->add_option("--actor", options->actor, "who did it; service:NAME for a program")->type_name("WHO");
  command->add_option("--subject", options->subject, "whom it concerned")->type_name("WHO");
  command->add_option("--resource", options->resource, "what was changed, by its full name")
      ->type_name("NAME");
  command->add_option("--method", options->method, "by which call: GrantRole, DirectoryService/GrantRole")
      ->type_name("CALL");
  command->add_option("--since", options->since, "from when on")->type_name("TIME");
  command->add_option("--until", options->until, "until when")->type_name("TIME");
  AddLimit(*command, options->limit);
  chosen.When(command, [options](Context& context) { return List(context, *options); });
}

}  // namespace laurel::cli
