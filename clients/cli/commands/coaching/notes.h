// Reading the notes of a session.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "laurel/feedback/v1/note.pb.h"

namespace laurel::cli {

// Oldest first.
absl::StatusOr<std::vector<feedback::v1::Note>> ListNotes(Context& context, const std::string& session);
// For people: who, when, who else reads it, and the text.
void PrintNotes(Context& context, const std::vector<feedback::v1::Note>& notes);

}  // namespace laurel::cli
