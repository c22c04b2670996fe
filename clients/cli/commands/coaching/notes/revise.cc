#include "clients/cli/app/edited_text.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/commands/coaching/notes/notes.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

struct ReviseOptions {
  std::string session, text;
  bool edit = false;
  std::size_t note = 0;  // its number among those shown; 0: the caller's only one
};

// The only one that `author` wrote, or the one that was said.
absl::StatusOr<Note> NoteMeant(const std::vector<Note>& notes, std::size_t number,
                               const std::string& author) {
  if (number > notes.size()) {
    return UsageError(
        fmt::format("--note: you can read {} of them here: laurel coaching notes shows which", notes.size()));
  }
  if (number > 0) return notes[number - 1];
  std::vector<std::size_t> own;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    if (notes[i].creator() == author) own.push_back(i + 1);
  }
  if (own.size() == 1) return notes[own.front() - 1];
  if (own.empty()) return UsageError("you have written no note in it: laurel coaching note writes one");
  return UsageError(fmt::format("which of yours? Give --note with {}: laurel coaching notes shows them",
                                fmt::join(own, " or ")));
}

absl::Status Revise(Context& context, const ReviseOptions& options) {
  v1::ReviseNoteRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(const std::string session, SessionArgument(context, options.session));
  ASSIGN_OR_RETURN(*request.mutable_text(), TextArgument(context, options.text));
  ASSIGN_OR_RETURN(const std::vector<Note> notes, ListNotes(context, session));
  std::string me;
  if (options.note == 0) {
    ASSIGN_OR_RETURN(const Participant caller, Me(context));
    me = caller.person.name();
  }
  ASSIGN_OR_RETURN(const Note former, NoteMeant(notes, options.note, me));
  if (options.edit || (options.text.empty() && context.in_is_terminal())) {
    ASSIGN_OR_RETURN(*request.mutable_text(), TextFromEditor(context, former.text(), {"A note of yours."}));
  }
  if (request.text().empty()) return UsageError("what is it to say? Give the whole note, or --edit");
  request.set_name(former.name());
  request.set_etag(former.etag());  // the text that stands is the one that was meant
  ASSIGN_OR_RETURN(const Note note, context.coaching().Call(&v1::CoachingService::Stub::ReviseNote, request));
  if (context.screen().format() == Format::kCsv) {
    context.screen().Print(NoteTable({note}, context.NamesOf({note.creator()}), context.here()));
  } else if (context.screen().wants_records()) {
    context.screen().Print(note);
  } else {
    context.screen().Say(
        fmt::format("Revised. The former text is kept: laurel coaching notes {} --history", options.session));
  }
  return absl::OkStatus();
}

}  // namespace

void AddRevise(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "revise", "A new text for a note of yours; the former one is kept",
                 "laurel coaching revise k3x9qz \"Agreed to listen to three calls together.\"\n"
                 "laurel coaching revise k3x9qz --note 2 - < note.txt");
  auto options = std::make_shared<ReviseOptions>();
  AddSession(*command, options->session);
  command->add_option("TEXT", options->text,
                      "the whole note; - is standard input; without it your editor opens");
  command->add_flag("--edit", options->edit, "go on with it in your editor ($VISUAL, $EDITOR)");
  command
      ->add_option("--note", options->note,
                   "which one, when you wrote several: its number in laurel coaching notes")
      ->check(NumberFrom(1))
      ->type_name("N");
  chosen.When(command, [options](Context& context) { return Revise(context, *options); });
}

}  // namespace laurel::cli
