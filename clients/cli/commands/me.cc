#include "clients/cli/app/show.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/output/enum_word.h"
#include "clients/cli/views/person_view.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;

Table MyDetails(Context& context, const v1::Me& me) {
  Table table = PersonDetails(me.person(), context.NamesWithTeams(ReferencesOf({me.person()})));
  for (const int role : me.roles()) table.Add({"role", EnumWord(static_cast<v1::Role>(role))});
  for (const v1::Team& team : me.teams()) {
    if (team.name() != me.person().team()) table.Add({"also in", team.display_name()});
  }
  if (me.direct_reports() > 0) table.Add({"direct reports", std::to_string(me.direct_reports())});
  return table;
}

absl::Status ShowMe(Context& context) {
  ASSIGN_OR_RETURN(const v1::Me me,
                   context.directory().Call(&v1::DirectoryService::Stub::GetMe, v1::GetMeRequest()));
  ShowOne(context.screen(), me, [&] { return MyDetails(context, me); });
  return absl::OkStatus();
}

}  // namespace

void AddMe(CLI::App& app, Chosen& chosen) {
  CLI::App* command =
      AddCommand(app, "me", "Who Laurel takes you for, and what you may do", "laurel me\nlaurel me -o json");
  chosen.When(command, ShowMe);
}

}  // namespace laurel::cli
