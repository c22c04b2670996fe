// Reading the notes of a session.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "clients/cli/views/note_view.h"

namespace laurel::cli {

// Oldest first.
absl::StatusOr<std::vector<Note>> ListNotes(Context& context, const std::string& session);
// The texts that a note has had, oldest first.
absl::StatusOr<std::vector<NoteRevision>> ListRevisions(Context& context, const std::string& note);
// For people: who, when, who else reads it, and the text.
void PrintNotes(Context& context, const std::vector<Note>& notes);

}  // namespace laurel::cli
