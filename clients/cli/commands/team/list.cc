#include "clients/cli/app/pages.h"
#include "clients/cli/app/show.h"
#include "clients/cli/commands/team/team.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/output/enum_word.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;

struct ListOptions {
  bool closed = false;
};

Table TeamTable(const std::vector<v1::Team>& teams, const Names& names) {
  Table table({"display_name", "kind", "under", "closed"});
  for (const v1::Team& team : teams) {
    const auto end = FromDate(team.end_date());
    table.Add({team.display_name(), EnumWord(team.kind()), names.Team(team.parent()),
               end ? FormatIsoDate(*end) : ""});
  }
  return table;
}

absl::Status List(Context& context, const ListOptions& options) {
  v1::ListTeamsRequest request;
  request.set_show_closed(options.closed);
  ASSIGN_OR_RETURN(const auto teams,
                   ListPages<v1::Team>(context.directory(), &v1::DirectoryService::Stub::ListTeams, request,
                                       &v1::ListTeamsResponse::teams, 0));
  ShowList(
      context.screen(), teams.items, [&] { return TeamTable(teams.items, context.NamesWithTeams({})); },
      "There are no teams yet.");
  return absl::OkStatus();
}

}  // namespace

void AddTeamList(CLI::App& noun, Chosen& chosen) {
  CLI::App* list =
      AddCommand(noun, "list", "Teams by name", "laurel team list\nlaurel team list --closed -o csv");
  auto options = std::make_shared<ListOptions>();
  list->add_flag("--closed", options->closed, "teams that have been closed as well");
  chosen.When(list, [options](Context& context) { return List(context, *options); });
}

}  // namespace laurel::cli
