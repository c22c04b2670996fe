#include "clients/cli/commands/coaching/notes/notes.h"

#include "clients/cli/app/edited_text.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {

namespace v1 = feedback::v1;
using Stub = v1::CoachingService::Stub;

absl::StatusOr<std::vector<Note>> ListNotes(Context& context, const std::string& session) {
  v1::ListNotesRequest request;
  request.set_parent(session);
  ASSIGN_OR_RETURN(auto notes, ListPages<Note>(context.coaching(), &Stub::ListNotes, request,
                                               &v1::ListNotesResponse::notes, 0));
  return std::move(notes.items);
}

absl::StatusOr<std::vector<NoteRevision>> ListRevisions(Context& context, const std::string& note) {
  v1::ListNoteRevisionsRequest request;
  request.set_parent(note);
  ASSIGN_OR_RETURN(auto listed, ListPages<NoteRevision>(context.coaching(), &Stub::ListNoteRevisions, request,
                                                        &v1::ListNoteRevisionsResponse::revisions, 0));
  return std::move(listed.items);
}

void PrintNotes(Context& context, const std::vector<Note>& notes) {
  const Names& names = context.NamesOf(PeopleOf(notes));
  for (std::size_t i = 0; i < notes.size(); ++i) {
    context.screen().Heading(NoteTitle(notes[i], notes.size() == 1 ? 0 : i + 1, names, context.here()));
    context.screen().Quote(notes[i].text());
  }
}

namespace {

struct NoteOptions {
  std::string session, text;
  bool is_private = false;
  bool edit = false;
};

// Which of the two private kinds it is depends on the side the caller sits on.
absl::StatusOr<v1::NoteVisibility> PrivateFor(Context& context, const std::string& session) {
  ASSIGN_OR_RETURN(const Session found, GetSession(context, session));
  ASSIGN_OR_RETURN(const Participant me, Me(context));
  return found.coach() == me.person.name() ? v1::NOTE_VISIBILITY_COACH_PRIVATE
                                           : v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE;
}

absl::StatusOr<std::string> WrittenNote(Context& context, const Note& note) {
  if (note.visibility() == v1::NOTE_VISIBILITY_SHARED) return NoteFromEditor(context, note.text());
  return TextFromEditor(context, note.text(), {"A note. Nobody else can read it."});
}

absl::Status AddOne(Context& context, const NoteOptions& options) {
  v1::AddNoteRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(*request.mutable_parent(), SessionArgument(context, options.session));
  ASSIGN_OR_RETURN(*request.mutable_note()->mutable_text(), TextArgument(context, options.text));
  request.mutable_note()->set_visibility(v1::NOTE_VISIBILITY_SHARED);
  if (options.is_private) {
    ASSIGN_OR_RETURN(const auto visibility, PrivateFor(context, request.parent()));
    request.mutable_note()->set_visibility(visibility);
  }
  if (options.edit || (request.note().text().empty() && context.in_is_terminal())) {
    ASSIGN_OR_RETURN(*request.mutable_note()->mutable_text(), WrittenNote(context, request.note()));
  }
  if (request.note().text().empty()) return UsageError("what is to be noted? Give the text, or --edit");
  ASSIGN_OR_RETURN(const Note note, context.coaching().Call(&Stub::AddNote, request));
  if (context.screen().format() != Format::kTable) {
    context.screen().Print(note);
    return absl::OkStatus();
  }
  context.screen().Say(options.is_private ? "Noted. Only you can read it."
                                          : "Noted. Coach and attendees can read it.");
  return absl::OkStatus();
}

struct ListOptions {
  std::string session;
  bool history = false;
};

// Every text of every note; those that were never revised have one.
absl::Status History(Context& context, const std::vector<Note>& notes) {
  std::vector<NoteRevision> all;
  std::vector<std::vector<NoteRevision>> of_each;
  for (const Note& note : notes) {
    ASSIGN_OR_RETURN(of_each.emplace_back(), ListRevisions(context, note.name()));
    all.insert(all.end(), of_each.back().begin(), of_each.back().end());
  }
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(RecordsOf(all));
  } else if (screen.format() == Format::kCsv) {
    screen.Print(RevisionTable(all, context.here()));
  } else {
    const Names& names = context.NamesOf(PeopleOf(notes));
    for (std::size_t i = 0; i < notes.size(); ++i) {
      screen.Heading(NoteTitle(notes[i], notes.size() == 1 ? 0 : i + 1, names, context.here()));
      screen.Print(RevisionTable(of_each[i], context.here()));
    }
  }
  return absl::OkStatus();
}

absl::Status Notes(Context& context, const ListOptions& options) {
  ASSIGN_OR_RETURN(const std::string name, SessionArgument(context, options.session));
  ASSIGN_OR_RETURN(const std::vector<Note> notes, ListNotes(context, name));
  if (options.history && !notes.empty()) return History(context, notes);
  if (context.screen().wants_records()) {
    context.screen().Print(RecordsOf(notes));
  } else if (context.screen().format() == Format::kCsv) {
    context.screen().Print(NoteTable(notes, context.NamesOf(PeopleOf(notes)), context.here()));
  } else {
    PrintNotes(context, notes);
    if (notes.empty()) context.screen().Say("No notes that you can read.", Style::kDim);
  }
  return absl::OkStatus();
}

}  // namespace

void AddNotes(CLI::App& noun, Chosen& chosen) {
  CLI::App* note = AddCommand(noun, "note", "Add a note to a session",
                              "laurel coaching note k3x9qz \"Agreed to listen to two calls together.\"\n"
                              "laurel coaching note k3x9qz --private - < thoughts.txt");
  auto options = std::make_shared<NoteOptions>();
  AddSession(*note, options->session);
  note->add_option("TEXT", options->text, "the note; - is standard input; without it your editor opens");
  note->add_flag("--edit", options->edit, "write it in your editor ($VISUAL, $EDITOR)");
  note->add_flag("--private", options->is_private, "for yourself alone");
  chosen.When(note, [options](Context& context) { return AddOne(context, *options); });

  CLI::App* notes = AddCommand(noun, "notes", "The notes of a session that you can read, oldest first",
                               "laurel coaching notes k3x9qz\nlaurel coaching notes k3x9qz --history\n"
                               "laurel coaching notes k3x9qz -o yaml");
  auto listed = std::make_shared<ListOptions>();
  AddSession(*notes, listed->session);
  notes->add_flag("--history", listed->history, "every text that they have had");
  chosen.When(notes, [listed](Context& context) { return Notes(context, *listed); });
}

}  // namespace laurel::cli
