#include "clients/cli/commands/coaching/notes.h"

#include "clients/cli/app/pages.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/dates/show.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {

namespace v1 = feedback::v1;
using Stub = v1::CoachingService::Stub;

absl::StatusOr<std::vector<v1::Note>> ListNotes(Context& context, const std::string& session) {
  v1::ListNotesRequest request;
  request.set_parent(session);
  ASSIGN_OR_RETURN(auto notes, ListPages<v1::Note>(context.coaching(), &Stub::ListNotes, request,
                                                   &v1::ListNotesResponse::notes, 0));
  return std::move(notes.items);
}

void PrintNotes(Context& context, const std::vector<v1::Note>& notes) {
  std::vector<std::string> authors;
  for (const v1::Note& note : notes) authors.push_back(note.creator());
  const Names& names = context.NamesOf(authors);
  for (const v1::Note& note : notes) {
    const std::string when = ShowMoment(FromTimestamp(note.create_time()), context.here());
    const bool shared = note.visibility() == v1::NOTE_VISIBILITY_SHARED;
    context.screen().Heading(fmt::format("Note by {}, {}{}", names.Person(note.creator()).shown, when,
                                         shared ? "" : " (read by nobody else)"));
    context.screen().Quote(note.text());
  }
}

namespace {

struct NoteOptions {
  std::string session, text;
  bool is_private = false;
};

// Which of the two private kinds it is depends on the side the caller sits on.
absl::StatusOr<v1::NoteVisibility> PrivateFor(Context& context, const std::string& session) {
  v1::GetCoachingSessionRequest request;
  request.set_name(session);
  ASSIGN_OR_RETURN(const Session found, context.coaching().Call(&Stub::GetCoachingSession, request));
  ASSIGN_OR_RETURN(const Participant me, Me(context));
  return found.coach() == me.person.name() ? v1::NOTE_VISIBILITY_COACH_PRIVATE
                                           : v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE;
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
  ASSIGN_OR_RETURN(const v1::Note note, context.coaching().Call(&Stub::AddNote, request));
  if (context.screen().format() != Format::kTable) {
    context.screen().Print(note);
    return absl::OkStatus();
  }
  context.screen().Say(options.is_private ? "Noted. Only you can read it."
                                          : "Noted. Coach and attendees can read it.");
  return absl::OkStatus();
}

Table NoteTable(Context& context, const std::vector<v1::Note>& notes) {
  std::vector<std::string> authors;
  for (const v1::Note& note : notes) authors.push_back(note.creator());
  const Names& names = context.NamesOf(authors);
  Table table({"when", "author", "visibility", "text"});
  for (const v1::Note& note : notes) {
    table.Add({IsoMoment(FromTimestamp(note.create_time()), context.here().zone),
               names.Person(note.creator()), EnumWord(note.visibility()), note.text()});
  }
  return table;
}

absl::Status Notes(Context& context, const std::string& session) {
  ASSIGN_OR_RETURN(const std::string name, SessionArgument(context, session));
  ASSIGN_OR_RETURN(const std::vector<v1::Note> notes, ListNotes(context, name));
  if (context.screen().wants_records()) {
    context.screen().Print(RecordsOf(notes));
  } else if (context.screen().format() == Format::kCsv) {
    context.screen().Print(NoteTable(context, notes));
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
  note->add_option("SESSION", options->session, "the id that lists show, or the full name")->required();
  note->add_option("TEXT", options->text, "the note; - is standard input")->required();
  note->add_flag("--private", options->is_private, "for yourself alone");
  chosen.When(note, [options](Context& context) { return AddOne(context, *options); });

  CLI::App* notes = AddCommand(noun, "notes", "The notes of a session that you can read, oldest first",
                               "laurel coaching notes k3x9qz\nlaurel coaching notes k3x9qz -o yaml");
  auto session = std::make_shared<std::string>();
  notes->add_option("SESSION", *session, "the id that lists show, or the full name")->required();
  chosen.When(notes, [session](Context& context) { return Notes(context, *session); });
}

}  // namespace laurel::cli
