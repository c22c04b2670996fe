// Notes as people read them. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "clients/cli/dates/moment.h"
#include "clients/cli/output/table.h"
#include "clients/cli/people/names.h"
#include "laurel/feedback/v1/note.pb.h"

namespace laurel::cli {

using Note = feedback::v1::Note;
using NoteRevision = feedback::v1::NoteRevision;

std::vector<std::string> PeopleOf(const std::vector<Note>& notes);

// "Note 2 by Marta Lopes, yesterday 15:00, revised today 9:10 (read by nobody else)". `number`: its place
// among several, from 1 on; 0: it is the only one.
std::string NoteTitle(const Note& note, std::size_t number, const Names& names, const Here& here);
Table NoteTable(const std::vector<Note>& notes, const Names& names, const Here& here);
// Every text that a note has had.
Table RevisionTable(const std::vector<NoteRevision>& revisions, const Here& here);

}  // namespace laurel::cli
