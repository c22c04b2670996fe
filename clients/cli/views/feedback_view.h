// Feedback as people read it. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/cli/dates/moment.h"
#include "clients/cli/output/table.h"
#include "clients/cli/people/names.h"
#include "laurel/feedback/v1/feedback.pb.h"

namespace laurel::cli {

using Piece = feedback::v1::Feedback;
using Revision = feedback::v1::FeedbackRevision;

// When it was submitted, else when it was begun: what lists are ordered by.
absl::Time WhenOf(const Piece& piece);

std::vector<std::string> PeopleOf(const std::vector<Piece>& pieces);
std::vector<std::string> NamesOfAll(const std::vector<Piece>& pieces);

// "praise", "constructive feedback", "mixed feedback".
std::string KindPhrase(const Piece& piece);
// What it is about: the focus area, else the first of its texts, which a terminal shortens. Empty when that
// is withheld.
Cell GistOf(const Piece& piece);
Table FeedbackTable(const std::vector<Piece>& pieces, const Names& names, const Here& here);
// All but the three texts. `names` with teams where it was shown to some.
Table FeedbackDetails(const Piece& piece, const Names& names, const Here& here);

struct TitledText {
  std::string title;
  std::string text;
};
// Strengths, growth areas and next step: in this order, empty ones as well.
std::vector<TitledText> TextsIn(const Piece& piece);
std::vector<TitledText> TextsIn(const Revision& revision);

}  // namespace laurel::cli
