#include "clients/cli/views/feedback_view.h"

#include "clients/cli/ids/short_id.h"
#include "clients/cli/output/enum_word.h"
#include "clients/cli/views/evidence_cell.h"
#include "clients/cli/views/id_cell.h"
#include "clients/cli/views/moment_cell.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

Style StyleOf(v1::FeedbackState state) {
  switch (state) {
    case v1::FEEDBACK_STATE_ACKNOWLEDGED:
      return Style::kGood;
    case v1::FEEDBACK_STATE_DRAFT:
      return Style::kWarning;
    case v1::FEEDBACK_STATE_DISCARDED:
    case v1::FEEDBACK_STATE_RETRACTED:
      return Style::kDim;
    default:
      return Style::kPlain;
  }
}

Cell StateCell(const Piece& piece) {
  const std::string word = EnumWord(piece.state());
  return {word, word, StyleOf(piece.state())};
}

template <typename Message>
std::vector<TitledText> TextsOfMessage(const Message& message) {
  return {{"Strengths", message.strengths()},
          {"Growth areas", message.growth_areas()},
          {"Next step", message.next_step()}};
}

Cell TeamsCell(const Piece& piece, const Names& names) {
  std::string teams;
  for (const std::string& team : piece.audience_teams())
    teams += (teams.empty() ? "" : ", ") + names.Team(team);
  return teams;
}

}  // namespace

absl::Time WhenOf(const Piece& piece) {
  return FromTimestamp(piece.has_submit_time() ? piece.submit_time() : piece.create_time());
}

std::vector<std::string> PeopleOf(const std::vector<Piece>& pieces) {
  std::vector<std::string> people;
  for (const Piece& piece : pieces) {
    people.push_back(piece.author());
    people.push_back(piece.subject());
  }
  return people;
}

std::vector<std::string> NamesOfAll(const std::vector<Piece>& pieces) {
  std::vector<std::string> names;
  for (const Piece& piece : pieces) names.push_back(piece.name());
  return names;
}

std::string KindPhrase(const Piece& piece) {
  const std::string word = EnumWord(piece.kind());
  if (piece.kind() == v1::FEEDBACK_KIND_PRAISE) return word;
  return word.empty() ? "feedback" : word + " feedback";
}

Cell GistOf(const Piece& piece) {
  if (!piece.focus_area().empty()) return piece.focus_area();
  for (const TitledText& one : TextsIn(piece)) {
    if (one.text.empty()) continue;
    return one.text;
  }
  return "";
}

Table FeedbackTable(const std::vector<Piece>& pieces, const Names& names, const Here& here) {
  const ShortIds ids(NamesOfAll(pieces));
  Table table({"id", "when", "state", "kind", "from", "to", "what"});
  for (const Piece& piece : pieces) {
    table.Add({Cell(ids.Of(piece.name()), piece.name()), MomentCell(WhenOf(piece), here), StateCell(piece),
               EnumWord(piece.kind()), names.Person(piece.author()), names.Person(piece.subject()),
               GistOf(piece)});
  }
  return table;
}

Table FeedbackDetails(const Piece& piece, const Names& names, const Here& here) {
  Table table({"field", "value"});
  table.Add({"id", Cell(ShortIds({piece.name()}).Of(piece.name()), piece.name())});
  table.Add({"state", StateCell(piece)});
  table.Add({"kind", EnumWord(piece.kind())});
  table.Add({"from", names.Person(piece.author())});
  table.Add({"to", names.Person(piece.subject())});
  table.Add({piece.has_submit_time() ? "given" : "begun", MomentCell(WhenOf(piece), here)});
  table.Add({"readers", EnumWord(piece.visibility())});
  table.Add({"teams", TeamsCell(piece, names)});
  table.Add({"focus", piece.focus_area()});
  for (const std::string& competency : piece.competencies()) table.Add({"competency", competency});
  for (const auto& evidence : piece.evidence()) {
    table.Add({"evidence", EvidenceCell(evidence, here)});
    table.Add({"", evidence.excerpt()});
  }
  table.Add({"session", IdCell(piece.session())});
  for (const std::string& goal : piece.goals()) table.Add({"goal", IdCell(goal)});
  if (piece.has_acknowledge_time()) {
    const Cell when = MomentCell(FromTimestamp(piece.acknowledge_time()), here);
    const std::string comment = piece.acknowledge_comment().empty() ? "" : ": " + piece.acknowledge_comment();
    table.Add({"acknowledged", Cell(when.shown + comment, when.data + comment)});
  }
  return table;
}

std::vector<TitledText> TextsIn(const Piece& piece) { return TextsOfMessage(piece); }
std::vector<TitledText> TextsIn(const Revision& revision) { return TextsOfMessage(revision); }

}  // namespace laurel::cli
