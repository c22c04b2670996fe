#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/team/team.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;
using Stub = v1::DirectoryService::Stub;

struct ChangeOptions {
  std::string team, name, under, day, reason;
  std::string kind = "team";
};

absl::Status Print(Context& context, std::string_view done, const v1::Team& team,
                   const std::string& day = "") {
  if (context.screen().wants_records()) {
    context.screen().Print(team);
  } else {
    ASSIGN_OR_RETURN(const std::string from, FromDay(context, day));
    context.screen().Say(fmt::format("{}{}: {}", from, done, team.display_name()));
  }
  return absl::OkStatus();
}

absl::Status Create(Context& context, const ChangeOptions& options) {
  v1::CreateTeamRequest request;
  request.set_request_id(NewRequestId());
  request.mutable_team()->set_display_name(options.name);
  ASSIGN_OR_RETURN(const auto kind, EnumArgument<v1::TeamKind>("--kind", options.kind));
  request.mutable_team()->set_kind(kind);
  if (!options.under.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_parent(), TeamArgument(context, options.under));
  }
  ASSIGN_OR_RETURN(const v1::Team team, context.directory().Call(&Stub::CreateTeam, request));
  return Print(context, "Made", team);
}

absl::Status Rename(Context& context, const ChangeOptions& options) {
  v1::UpdateTeamRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(*request.mutable_team()->mutable_name(), TeamArgument(context, options.team));
  request.mutable_team()->set_display_name(options.name);
  request.mutable_update_mask()->add_paths("display_name");
  ASSIGN_OR_RETURN(const v1::Team team, context.directory().Call(&Stub::UpdateTeam, request));
  return Print(context, "Renamed", team);
}

absl::Status Move(Context& context, const ChangeOptions& options) {
  v1::MoveTeamRequest request;
  request.set_request_id(NewRequestId());
  request.set_reason(options.reason);
  ASSIGN_OR_RETURN(*request.mutable_name(), TeamArgument(context, options.team));
  if (options.under != kNone) {
    ASSIGN_OR_RETURN(*request.mutable_parent(), TeamArgument(context, options.under));
  }
  if (!options.day.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_start_date(),
                     DayArgument(context, "--from", options.day, Tense::kFuture));
  }
  ASSIGN_OR_RETURN(const v1::Team team, context.directory().Call(&Stub::MoveTeam, request));
  return Print(context, "Moved", team, options.day);
}

absl::Status Close(Context& context, const ChangeOptions& options) {
  v1::CloseTeamRequest request;
  request.set_request_id(NewRequestId());
  request.set_reason(options.reason);
  ASSIGN_OR_RETURN(*request.mutable_name(), TeamArgument(context, options.team));
  if (!options.day.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_end_date(), DayArgument(context, "--on", options.day, Tense::kFuture));
  }
  ASSIGN_OR_RETURN(const v1::Team team, context.directory().Call(&Stub::CloseTeam, request));
  ASSIGN_OR_RETURN(const std::string day, ComingDay(context, options.day));
  return Print(context, day.empty() ? "Closed" : fmt::format("Closes after {}", day), team);
}

using Do = absl::Status (*)(Context&, const ChangeOptions&);

std::shared_ptr<ChangeOptions> AddVerb(CLI::App& noun, Chosen& chosen, CLI::App*& command,
                                       const std::string& name, const std::string& description,
                                       const std::string& examples, Do change) {
  command = AddCommand(noun, name, description, examples);
  auto options = std::make_shared<ChangeOptions>();
  chosen.When(command, [options, change](Context& context) { return change(context, *options); });
  return options;
}

}  // namespace

void AddTeamChanges(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = nullptr;
  auto options = AddVerb(noun, chosen, command, "create", "A new team, queue or site",
                         "laurel team create \"Night shift\" --under Billing", Create);
  command->add_option("NAME", options->name, "how it is called")->required();
  command->add_option("--kind", options->kind, "team, queue or site (team)")->type_name("KIND");
  command->add_option("--under", options->under, "the team above it")->type_name("TEAM");

  options = AddVerb(noun, chosen, command, "rename", "Another name for a team",
                    "laurel team rename Billing \"Billing and refunds\"", Rename);
  command->add_option("TEAM", options->team, "its name, or the beginning of it")->required();
  command->add_option("NAME", options->name, "how it is called from now on")->required();

  options = AddVerb(noun, chosen, command, "move", "Puts a team under another",
                    "laurel team move \"Night shift\" Support --from 2026-12-01\n"
                    "laurel team move \"Night shift\" none",
                    Move);
  command->add_option("TEAM", options->team, "its name, or the beginning of it")->required();
  command->add_option("UNDER", options->under, "the team above it; none is none")
      ->required()
      ->type_name("TEAM");
  command->add_option("--from", options->day, "the first day there (today)")->type_name("DAY");
  command->add_option("--reason", options->reason, "why")->type_name("TEXT");

  options =
      AddVerb(noun, chosen, command, "close", "A team that nobody belongs to any more; its history stays",
              "laurel team close \"Night shift\" --on 2026-12-31", Close);
  command->add_option("TEAM", options->team, "its name, or the beginning of it")->required();
  command->add_option("--on", options->day, "its last day (today)")->type_name("DAY");
  command->add_option("--reason", options->reason, "why")->type_name("TEXT");
}

}  // namespace laurel::cli
