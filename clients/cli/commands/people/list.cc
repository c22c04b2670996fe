#include "clients/cli/app/pages.h"
#include "clients/cli/app/show.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/people/people.h"
#include "clients/cli/views/person_view.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;

struct ListOptions {
  std::string query, team, manager, state;
  int limit = 50;
};

absl::Status List(Context& context, const ListOptions& options) {
  v1::ListPeopleRequest request;
  request.set_query(options.query);
  if (!options.team.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_team(), TeamArgument(context, options.team));
  }
  ASSIGN_OR_RETURN(*request.mutable_manager(), PersonArgument(context, options.manager));
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
