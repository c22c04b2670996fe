#include "clients/cli/app/show.h"

#include "clients/cli/app/pages.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/team/team.h"
#include "common/status/macros.h"
#include "common/time/convert.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;
using Stub = v1::DirectoryService::Stub;

struct ShowOptions {
  std::string team, day;
};

absl::StatusOr<std::vector<v1::TeamMember>> MembersOf(Context& context, const std::string& team,
                                                      const std::string& day) {
  v1::ListTeamMembersRequest request;
  request.set_parent(team);
  if (!day.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_as_of(), DayArgument(context, "--as-of", day, Tense::kPast));
  }
  ASSIGN_OR_RETURN(auto members,
                   ListPages<v1::TeamMember>(context.directory(), &Stub::ListTeamMembers, request,
                                             &v1::ListTeamMembersResponse::team_members, 0));
  return std::move(members.items);
}

Table MemberTable(Context& context, const std::vector<v1::TeamMember>& members) {
  std::vector<std::string> people;
  for (const v1::TeamMember& member : members) people.push_back(member.person());
  const Names& names = context.NamesOf(people);
  Table table({"member", "role", "since"});
  for (const v1::TeamMember& member : members) {
    const auto since = FromDate(member.start_date());
    table.Add({names.Person(member.person()), EnumWord(member.role()), since ? FormatIsoDate(*since) : ""});
  }
  return table;
}

Table TeamDetails(const v1::Team& team, const Names& names) {
  const auto end = FromDate(team.end_date());
  Table table({"name", "value"});
  table.Add({"name", team.display_name()});
  table.Add({"kind", EnumWord(team.kind())});
  table.Add({"under", names.Team(team.parent())});
  table.Add({"closed", end ? FormatIsoDate(*end) : ""});
  return table;
}

absl::Status Show(Context& context, const ShowOptions& options) {
  v1::GetTeamRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), TeamArgument(context, options.team));
  ASSIGN_OR_RETURN(const v1::Team team, context.directory().Call(&Stub::GetTeam, request));
  ASSIGN_OR_RETURN(const std::vector<v1::TeamMember> members, MembersOf(context, team.name(), options.day));
  if (context.screen().wants_records()) {
    context.screen().Print(RecordGroups{{"team", {&team}}, {"teamMembers", RecordsOf(members)}});
    return absl::OkStatus();
  }
  context.screen().PrintDetails(TeamDetails(team, context.NamesWithTeams({})));
  context.screen().Print(MemberTable(context, members), "Nobody belongs to it.");
  return absl::OkStatus();
}

}  // namespace

void AddTeamShow(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "show", "One team and who belongs to it",
                                 "laurel team show Billing\nlaurel team show Billing --as-of 2026-06-30");
  auto options = std::make_shared<ShowOptions>();
  command->add_option("TEAM", options->team, "its name, or the beginning of it")->required();
  command->add_option("--as-of", options->day, "as it was on this day (today)")->type_name("DAY");
  chosen.When(command, [options](Context& context) { return Show(context, *options); });
}

}  // namespace laurel::cli
