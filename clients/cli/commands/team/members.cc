#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/team/team.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;
using Stub = v1::DirectoryService::Stub;

struct MemberOptions {
  std::string team, who, day;
  bool lead = false;
};

absl::Status Print(Context& context, const v1::TeamMember& member, std::string_view sentence,
                   const v1::Person& person, const std::string& day) {
  if (context.screen().wants_records()) {
    context.screen().Print(member);
  } else {
    ASSIGN_OR_RETURN(const std::string from, FromDay(context, day));
    context.screen().Say(fmt::format("{}{} {}", from, person.display_name(), sentence));
  }
  return absl::OkStatus();
}

absl::Status Add(Context& context, const MemberOptions& options) {
  v1::AddTeamMemberRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(*request.mutable_parent(), TeamArgument(context, options.team));
  ASSIGN_OR_RETURN(const v1::Person person, FindPerson(context.directory(), options.who));
  request.mutable_team_member()->set_person(person.name());
  request.mutable_team_member()->set_role(options.lead ? v1::TEAM_ROLE_LEAD : v1::TEAM_ROLE_MEMBER);
  if (!options.day.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_start_date(),
                     DayArgument(context, "--from", options.day, Tense::kFuture));
  }
  ASSIGN_OR_RETURN(const v1::TeamMember member, context.directory().Call(&Stub::AddTeamMember, request));
  return Print(context, member, options.lead ? "leads the team." : "belongs to the team.", person,
               options.day);
}

absl::Status Remove(Context& context, const MemberOptions& options) {
  v1::RemoveTeamMemberRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(const std::string team, TeamArgument(context, options.team));
  ASSIGN_OR_RETURN(const v1::Person person, FindPerson(context.directory(), options.who));
  request.set_name(fmt::format("{}/members/{}", team, person.name().substr(person.name().find('/') + 1)));
  if (!options.day.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_end_date(), DayArgument(context, "--on", options.day, Tense::kFuture));
  }
  ASSIGN_OR_RETURN(const v1::TeamMember member, context.directory().Call(&Stub::RemoveTeamMember, request));
  ASSIGN_OR_RETURN(const std::string day, ComingDay(context, options.day));
  return Print(context, member,
               day.empty() ? "does not belong to the team any more."
                           : fmt::format("belongs to the team until {}, and not after it.", day),
               person, "");
}

std::shared_ptr<MemberOptions> AddWho(CLI::App& command) {
  auto options = std::make_shared<MemberOptions>();
  command.add_option("TEAM", options->team, "its name, or the beginning of it")->required();
  command.add_option("WHO", options->who, "an address or a part of a name")->required();
  return options;
}

}  // namespace

void AddTeamMembers(CLI::App& noun, Chosen& chosen) {
  CLI::App* add = AddCommand(noun, "add", "Somebody joins a team, or takes another role in it",
                             "laurel team add Billing \"ana ribeiro\"\n"
                             "laurel team add Billing \"marta lopes\" --lead --from monday");
  const auto added = AddWho(*add);
  add->add_flag("--lead", added->lead, "as its leader");
  add->add_option("--from", added->day, "the first day of it (today)")->type_name("DAY");
  chosen.When(add, [added](Context& context) { return Add(context, *added); });

  CLI::App* remove = AddCommand(noun, "remove", "Somebody leaves a team",
                                "laurel team remove Billing \"ana ribeiro\" --on friday");
  const auto removed = AddWho(*remove);
  remove->add_option("--on", removed->day, "the last day (yesterday: they are out at once)")
      ->type_name("DAY");
  chosen.When(remove, [removed](Context& context) { return Remove(context, *removed); });
}

}  // namespace laurel::cli
