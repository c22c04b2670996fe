#include "clients/cli/app/pages.h"
#include "clients/cli/app/show.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/people/people.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/views/person_view.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;

struct ListOptions {
  std::string query, team, manager, state;
  int limit = 50;
};

// Teams are few, so they are looked through here; a name that only one team begins with is enough.
absl::StatusOr<std::string> FindTeam(DirectoryClient& directory, const std::string& text) {
  if (text.starts_with("teams/")) return text;
  ASSIGN_OR_RETURN(const auto teams,
                   ListPages<v1::Team>(directory, &v1::DirectoryService::Stub::ListTeams,
                                       v1::ListTeamsRequest(), &v1::ListTeamsResponse::teams, 0));
  std::vector<const v1::Team*> matches;
  for (const v1::Team& team : teams.items) {
    const std::string name = api::LowerAscii(team.display_name());
    if (name == api::LowerAscii(text)) return team.name();
    if (name.starts_with(api::LowerAscii(text))) matches.push_back(&team);
  }
  if (matches.size() == 1) return matches.front()->name();
  if (matches.empty()) {
    return Error(absl::StatusCode::kNotFound, kUsageReason,
                 fmt::format("no team is called \"{}\": `laurel team list` shows them", text));
  }
  return UsageError(fmt::format("\"{}\" may be {} or {}: give the whole name", text,
                                matches[0]->display_name(), matches[1]->display_name()));
}

absl::Status List(Context& context, const ListOptions& options) {
  v1::ListPeopleRequest request;
  request.set_query(options.query);
  if (!options.team.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_team(), FindTeam(context.directory(), options.team));
  }
  if (!options.manager.empty()) {
    ASSIGN_OR_RETURN(const v1::Person manager, FindPerson(context.directory(), options.manager));
    request.set_manager(manager.name());
  }
  ASSIGN_OR_RETURN(const auto state, EnumArgument<v1::PersonState>("--state", options.state));
  request.set_state(state);
  ASSIGN_OR_RETURN(const auto people,
                   ListPages<v1::Person>(context.directory(), &v1::DirectoryService::Stub::ListPeople,
                                         request, &v1::ListPeopleResponse::people, options.limit));
  const auto table = [&] {
    return PersonTable(people.items, context.NamesWithTeams(ReferencesOf(people.items)));
  };
  ShowList(context.screen(), people.items, table, "Nobody.");
  RemarkIfMore(context.screen(), people.more, options.limit);
  return absl::OkStatus();
}

}  // namespace

void AddPeopleList(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "list", "People by name",
                                 "laurel people list ana\nlaurel people list --team Billing --state active\n"
                                 "laurel people list --manager me -o csv");
  auto options = std::make_shared<ListOptions>();
  command->add_option("QUERY", options->query, "the beginning of a word of the name, or of the address");
  command->add_option("--team", options->team, "members of this team")->type_name("TEAM");
  command->add_option("--manager", options->manager, "who reports to this person")->type_name("WHO");
  command->add_option("--state", options->state, "active, on-leave or left")->type_name("STATE");
  AddLimit(*command, options->limit);
  chosen.When(command, [options](Context& context) { return List(context, *options); });
}

}  // namespace laurel::cli
