#include "clients/cli/dates/show.h"

#include <optional>

#include "clients/cli/commands/feedback/feedback.h"
#include "clients/cli/commands/history.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using Stub = v1::FeedbackService::Stub;

struct ShowOptions {
  std::string piece;
  bool audience = false;
  bool history = false;
};

// One piece and what was asked for beside it.
struct Shown {
  Piece piece;
  std::optional<Audience> audience;
  std::vector<Revision> revisions;
  std::vector<StatusChange> changes;
};

absl::StatusOr<Shown> Collect(Context& context, const ShowOptions& options) {
  Shown shown;
  ASSIGN_OR_RETURN(shown.piece, GetPiece(context, options.piece));
  if (options.audience && shown.piece.view() == common::v1::VIEW_SUMMARY) {
    context.screen().Remark("who reads it is told to those who read it in full");
  } else if (options.audience) {
    ASSIGN_OR_RETURN(shown.audience, PreviewOf(context, shown.piece.name()));
  }
  if (!options.history) return shown;
  ASSIGN_OR_RETURN(shown.changes, ListChanges(context, shown.piece.name()));
  v1::ListFeedbackRevisionsRequest request;
  request.set_parent(shown.piece.name());
  ASSIGN_OR_RETURN(auto revisions,
                   ListPages<Revision>(context.feedback(), &Stub::ListFeedbackRevisions, request,
                                       &v1::ListFeedbackRevisionsResponse::revisions, 0));
  shown.revisions = std::move(revisions.items);
  return shown;
}

template <typename Message>
void PrintTexts(Screen& screen, const Message& message) {
  for (const TitledText& one : TextsIn(message)) {
    if (one.text.empty()) continue;
    screen.Heading(one.title);
    screen.Quote(one.text);
  }
}

void PrintHistory(Context& context, const Shown& shown) {
  Screen& screen = context.screen();
  std::vector<std::string> people = PeopleOf(shown.changes);
  for (const Revision& revision : shown.revisions) people.push_back(revision.creator());
  const Names& names = context.NamesOf(people);
  screen.Say("");
  screen.Heading("What happened to it");
  screen.Print(HistoryTable(shown.changes, names, context.here()));
  // The last one is what it says now.
  for (std::size_t i = 0; i + 1 < shown.revisions.size(); ++i) {
    const Revision& revision = shown.revisions[i];
    screen.Say("");
    screen.Heading(fmt::format("As {} wrote it, {}", names.Person(revision.creator()).shown,
                               ShowMoment(FromTimestamp(revision.create_time()), context.here())));
    PrintTexts(screen, revision);
  }
}

void PrintForPeople(Context& context, const Shown& shown) {
  Screen& screen = context.screen();
  if (shown.piece.view() == common::v1::VIEW_SUMMARY) {
    screen.Say("You can see that it is there, not what it says.", Style::kDim);
  } else {
    screen.Say("");
    PrintTexts(screen, shown.piece);
  }
  if (shown.audience) {
    screen.Say("");
    PrintAudience(context, *shown.audience, shown.piece.state() == v1::FEEDBACK_STATE_DRAFT);
  }
  if (!shown.changes.empty() || !shown.revisions.empty()) PrintHistory(context, shown);
}

RecordGroups GroupsOf(const Shown& shown) {
  RecordGroups groups = {{"feedback", {&shown.piece}}};
  if (shown.audience) groups.push_back({"audience", {&*shown.audience}});
  if (!shown.changes.empty()) groups.push_back({"statusChanges", RecordsOf(shown.changes)});
  if (!shown.revisions.empty()) groups.push_back({"revisions", RecordsOf(shown.revisions)});
  return groups;
}

Table DetailsOf(Context& context, const Piece& piece) {
  const std::vector<std::string> people = PeopleOf(std::vector<Piece>{piece});
  const Names& names =
      piece.audience_teams().empty() ? context.NamesOf(people) : context.NamesWithTeams(people);
  Table details = FeedbackDetails(piece, names, context.here());
  if (context.screen().format() == Format::kCsv) {
    for (const TitledText& one : TextsIn(piece)) details.Add({one.title, one.text});
  }
  return details;
}

absl::Status Show(Context& context, const ShowOptions& options) {
  ASSIGN_OR_RETURN(const Shown shown, Collect(context, options));
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    options.audience || options.history ? screen.Print(GroupsOf(shown)) : screen.Print(shown.piece);
    return absl::OkStatus();
  }
  screen.PrintDetails(DetailsOf(context, shown.piece));
  context.shown_ids().Remember({shown.piece.name()});
  if (screen.format() == Format::kTable) PrintForPeople(context, shown);
  return absl::OkStatus();
}

}  // namespace

void AddFeedbackShow(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "show", "One piece of feedback with all that it says",
                                 "laurel feedback show k3x9qz\nlaurel feedback show k3x9qz --audience\n"
                                 "laurel feedback show k3x9qz --history -o json");
  auto options = std::make_shared<ShowOptions>();
  AddFeedbackId(*command, options->piece);
  command->add_flag("--audience", options->audience, "who can read it now, and why");
  command->add_flag("--history", options->history, "what happened to it, and what it said before");
  chosen.When(command, [options](Context& context) { return Show(context, *options); });
}

}  // namespace laurel::cli
