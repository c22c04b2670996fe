#include "clients/cli/commands/people/people.h"
#include "clients/cli/views/person_view.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;

struct ShowOptions {
  std::string who;
};

absl::Status Show(Context& context, const ShowOptions& options) {
  ASSIGN_OR_RETURN(const v1::Person person, FindPerson(context.directory(), options.who));
  if (context.screen().wants_records()) {
    context.screen().Print(person);
    return absl::OkStatus();
  }
  v1::GetReportingChainRequest request;
  request.set_person(person.name());
  ASSIGN_OR_RETURN(const auto chain,
                   context.directory().Call(&v1::DirectoryService::Stub::GetReportingChain, request));
  Table table = PersonDetails(person, context.NamesWithTeams(ReferencesOf({person})));
  std::string line;
  for (const v1::Person& above : chain.people()) line += (line.empty() ? "" : " > ") + above.display_name();
  if (chain.people_size() > 1) table.Add({"reports to", line});
  context.screen().PrintDetails(table);
  return absl::OkStatus();
}

}  // namespace

void AddPeopleShow(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "show", "One person, as far as you may see them",
                 "laurel people show ana\nlaurel people show ana.pereira@example.com -o json");
  auto options = std::make_shared<ShowOptions>();
  command->add_option("WHO", options->who, "an address, a part of a name, or me")->required();
  chosen.When(command, [options](Context& context) { return Show(context, *options); });
}

}  // namespace laurel::cli
