#include "clients/cli/app/pages.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/commands/coaching/notes.h"
#include "clients/cli/views/action_view.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using Stub = v1::CoachingService::Stub;

struct ShowOptions {
  std::string session;
};

// Who may read the summary only may read neither notes nor items: that is no failure of `show`.
bool IsWithheld(const absl::Status& status) {
  return status.code() == absl::StatusCode::kNotFound || status.code() == absl::StatusCode::kPermissionDenied;
}

absl::Status ShowNotesOf(Context& context, const std::string& session) {
  const auto notes = ListNotes(context, session);
  if (!notes.ok()) return IsWithheld(notes.status()) ? absl::OkStatus() : notes.status();
  if (notes->empty()) return absl::OkStatus();
  context.screen().Say("");
  PrintNotes(context, *notes);
  return absl::OkStatus();
}

absl::Status ShowItemsOf(Context& context, const std::string& session) {
  v1::ListActionItemsRequest request;
  request.set_session(session);
  auto items = ListPages<Item>(context.coaching(), &Stub::ListActionItems, request,
                               &v1::ListActionItemsResponse::action_items, 0);
  if (!items.ok()) return IsWithheld(items.status()) ? absl::OkStatus() : items.status();
  if (items->items.empty()) return absl::OkStatus();
  SortByDueDate(items->items);
  context.screen().Say("");
  context.screen().Heading("Action items");
  context.screen().Print(ActionTable(items->items, context.NamesOf(PeopleOf(items->items)), context.here()));
  context.shown_ids().Remember(NamesOfAll(items->items));
  return absl::OkStatus();
}

absl::Status Show(Context& context, const ShowOptions& options) {
  v1::GetCoachingSessionRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), SessionArgument(context, options.session));
  ASSIGN_OR_RETURN(const Session session, context.coaching().Call(&Stub::GetCoachingSession, request));
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(session);
    return absl::OkStatus();
  }
  screen.PrintDetails(SessionDetails(session, context.NamesOf(PeopleOf(session)), context.here()));
  context.shown_ids().Remember({session.name()});
  if (screen.format() == Format::kCsv) return absl::OkStatus();
  RETURN_IF_ERROR(ShowNotesOf(context, session.name()));
  return ShowItemsOf(context, session.name());
}

}  // namespace

void AddShow(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "show", "One session with its notes and action items",
                                 "laurel coaching show k3x9qz\nlaurel coaching show k3x9qz -o json");
  auto options = std::make_shared<ShowOptions>();
  command->add_option("SESSION", options->session, "the id that lists show, or the full name")->required();
  chosen.When(command, [options](Context& context) { return Show(context, *options); });
}

}  // namespace laurel::cli
