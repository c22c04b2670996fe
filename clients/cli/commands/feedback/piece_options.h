// What a piece of feedback says, as options or as it was written in an editor: for `give` and `edit`.
#pragma once

#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/status.h"
#include "clients/cli/app/context.h"
#include "clients/cli/app/edited_text.h"
#include "clients/cli/views/feedback_view.h"

namespace laurel::cli {

struct PieceOptions {
  std::vector<std::string> strengths, growth, next, evidence, competencies, goals;
  std::string kind, visibility, focus, session, from;
  bool edit = false;
};

void AddPieceOptions(CLI::App& command, PieceOptions& options);

// Puts what was given into the piece, "none" clears; names of the fields that it set are added to `fields`.
absl::Status Apply(Context& context, const PieceOptions& options, Piece& piece,
                   std::vector<std::string>& fields);

// Opens an editor on the three texts of the piece and puts what is written into it. USAGE when that is
// nothing.
absl::Status EditTexts(Context& context, const std::vector<std::string>& remarks, Unchanged unchanged,
                       Piece& piece);

bool SaysSomething(const Piece& piece);
// What the texts are: strengths are praise, growth areas constructive, both mixed; a next step alone is
// constructive.
feedback::v1::FeedbackKind KindOf(const Piece& piece);

}  // namespace laurel::cli
