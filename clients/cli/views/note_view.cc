#include "clients/cli/views/note_view.h"

#include "clients/cli/dates/show.h"
#include "clients/cli/output/enum_word.h"
#include "clients/cli/views/moment_cell.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {

namespace v1 = feedback::v1;

std::vector<std::string> PeopleOf(const std::vector<Note>& notes) {
  std::vector<std::string> authors;
  for (const Note& note : notes) authors.push_back(note.creator());
  return authors;
}

std::string NoteTitle(const Note& note, std::size_t number, const Names& names, const Here& here) {
  std::string title = number == 0 ? "Note" : fmt::format("Note {}", number);
  title += fmt::format(" by {}, {}", names.Person(note.creator()).shown,
                       ShowMoment(FromTimestamp(note.create_time()), here));
  if (note.revision() > 1) {
    title += fmt::format(", revised {}", ShowMoment(FromTimestamp(note.update_time()), here));
  }
  return note.visibility() == v1::NOTE_VISIBILITY_SHARED ? title : title + " (read by nobody else)";
}

Table NoteTable(const std::vector<Note>& notes, const Names& names, const Here& here) {
  Table table({"when", "author", "visibility", "text"});
  for (const Note& note : notes) {
    table.Add({IsoMoment(FromTimestamp(note.create_time()), here.zone), names.Person(note.creator()),
               EnumWord(note.visibility()), note.text()});
  }
  return table;
}

Table RevisionTable(const std::vector<NoteRevision>& revisions, const Here& here) {
  Table table({"revision", "when", "text"});
  for (const NoteRevision& revision : revisions) {
    table.Add({Cell(revision.name().substr(revision.name().rfind('/') + 1), revision.name()),
               MomentCell(FromTimestamp(revision.create_time()), here), revision.text()});
  }
  return table;
}

}  // namespace laurel::cli
