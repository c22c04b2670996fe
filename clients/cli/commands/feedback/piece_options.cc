#include "clients/cli/commands/feedback/piece_options.h"

#include "clients/cli/app/command.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/evidence.h"
#include "clients/cli/commands/goal/find.h"
#include "clients/cli/connection/token.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

bool Clears(const std::vector<std::string>& values) { return values.size() == 1 && values.front() == kNone; }

// One below the other.
absl::StatusOr<std::string> Joined(Context& context, const std::vector<std::string>& values) {
  std::string all;
  if (Clears(values)) return all;
  for (const std::string& value : values) {
    ASSIGN_OR_RETURN(const std::string text, TextArgument(context, value));
    all += (all.empty() ? "" : "\n") + text;
  }
  return all;
}

const std::vector<std::string>& Titles() {
  static const std::vector<std::string>* const titles = [] {
    auto* all = new std::vector<std::string>();
    for (const TitledText& one : TextsIn(Piece())) all->push_back(one.title);
    return all;
  }();
  return *titles;
}

void SetTexts(const std::vector<std::string>& texts, Piece& piece) {
  piece.set_strengths(texts[0]);
  piece.set_growth_areas(texts[1]);
  piece.set_next_step(texts[2]);
}

void AddTextFields(std::vector<std::string>& fields) {
  fields.insert(fields.end(), {"strengths", "growth_areas", "next_step"});
}

absl::Status ApplyTexts(Context& context, const PieceOptions& options, Piece& piece,
                        std::vector<std::string>& fields) {
  if (!options.from.empty()) {
    ASSIGN_OR_RETURN(const std::string written,
                     options.from == "-" ? TextArgument(context, "-") : ReadFile(options.from, kLongestText));
    const auto texts = TextsOf(written, Titles());
    if (!texts.ok()) return About(options.from, texts.status());
    SetTexts(*texts, piece);
    AddTextFields(fields);
    return absl::OkStatus();
  }
  if (!options.strengths.empty()) {
    ASSIGN_OR_RETURN(*piece.mutable_strengths(), Joined(context, options.strengths));
    fields.emplace_back("strengths");
  }
  if (!options.growth.empty()) {
    ASSIGN_OR_RETURN(*piece.mutable_growth_areas(), Joined(context, options.growth));
    fields.emplace_back("growth_areas");
  }
  if (!options.next.empty()) {
    ASSIGN_OR_RETURN(*piece.mutable_next_step(), Joined(context, options.next));
    fields.emplace_back("next_step");
  }
  return absl::OkStatus();
}

absl::Status ApplyWords(const PieceOptions& options, Piece& piece, std::vector<std::string>& fields) {
  if (!options.kind.empty()) {
    ASSIGN_OR_RETURN(const auto kind, EnumArgument<v1::FeedbackKind>("--kind", options.kind));
    piece.set_kind(kind);
    fields.emplace_back("kind");
  }
  if (!options.visibility.empty()) {
    ASSIGN_OR_RETURN(const auto visibility,
                     EnumArgument<v1::FeedbackVisibility>("--visibility", options.visibility));
    piece.set_visibility(visibility);
    fields.emplace_back("visibility");
  }
  if (!options.focus.empty()) {
    piece.set_focus_area(options.focus == kNone ? "" : options.focus);
    fields.emplace_back("focus_area");
  }
  return absl::OkStatus();
}

void SetList(const std::vector<std::string>& values, const char* path,
             google::protobuf::RepeatedPtrField<std::string>& field, std::vector<std::string>& fields) {
  if (values.empty()) return;
  field.Clear();
  if (!Clears(values)) field = {values.begin(), values.end()};
  fields.emplace_back(path);
}

absl::Status ApplyLists(Context& context, const PieceOptions& options, Piece& piece,
                        std::vector<std::string>& fields) {
  if (!options.evidence.empty()) {
    piece.clear_evidence();
    for (const std::string& one : options.evidence) {
      if (Clears(options.evidence)) break;
      const auto evidence = ParseEvidence(one, context.here());
      if (!evidence.ok()) return About("--evidence", evidence.status());
      *piece.add_evidence() = *evidence;
    }
    fields.emplace_back("evidence");
  }
  SetList(options.competencies, "competencies", *piece.mutable_competencies(), fields);
  ASSIGN_OR_RETURN(const std::vector<std::string> goals, GoalArguments(context, options.goals));
  SetList(goals, "goals", *piece.mutable_goals(), fields);
  return absl::OkStatus();
}

}  // namespace

absl::Status Apply(Context& context, const PieceOptions& options, Piece& piece,
                   std::vector<std::string>& fields) {
  RETURN_IF_ERROR(ApplyWords(options, piece, fields));
  RETURN_IF_ERROR(ApplyLists(context, options, piece, fields));
  RETURN_IF_ERROR(ApplyTexts(context, options, piece, fields));
  if (options.session.empty()) return absl::OkStatus();
  if (options.session == kNone) {
    piece.clear_session();
  } else {
    ASSIGN_OR_RETURN(*piece.mutable_session(), SessionArgument(context, options.session));
  }
  fields.emplace_back("session");
  return absl::OkStatus();
}

absl::Status EditTexts(Context& context, const std::vector<std::string>& remarks, Unchanged unchanged,
                       Piece& piece) {
  std::vector<Section> sections;
  for (const TitledText& one : TextsIn(piece)) sections.push_back({one.title, one.text});
  ASSIGN_OR_RETURN(const std::vector<std::string> texts,
                   TextsFromEditor(context, sections, remarks, unchanged));
  SetTexts(texts, piece);
  return absl::OkStatus();
}

bool SaysSomething(const Piece& piece) {
  return !piece.strengths().empty() || !piece.growth_areas().empty() || !piece.next_step().empty();
}

v1::FeedbackKind KindOf(const Piece& piece) {
  if (piece.strengths().empty()) {
    return SaysSomething(piece) ? v1::FEEDBACK_KIND_CONSTRUCTIVE : v1::FEEDBACK_KIND_UNSPECIFIED;
  }
  return piece.growth_areas().empty() ? v1::FEEDBACK_KIND_PRAISE : v1::FEEDBACK_KIND_MIXED;
}

void AddPieceOptions(CLI::App& command, PieceOptions& options) {
  AddRepeated(command, "--strength", options.strengths,
              "what went well, may be repeated; - is standard input, none clears it")
      ->type_name("TEXT");
  AddRepeated(command, "--growth", options.growth, "what can be better, may be repeated; none clears it")
      ->type_name("TEXT");
  AddRepeated(command, "--next", options.next, "what to do next, may be repeated; none clears it")
      ->type_name("TEXT");
  command.add_flag("--edit", options.edit, "write in your editor ($VISUAL, $EDITOR)");
  command.add_option("--from", options.from, "the texts as an editor left them; - is standard input")
      ->type_name("FILE")
      ->excludes("--strength", "--growth", "--next");
  AddRepeated(command, "--evidence", options.evidence,
              "a customer interaction: zendesk:48213 or an address, may end in \" @TIME\", may be repeated; "
              "none clears what there is")
      ->type_name("EVIDENCE");
  command.add_option("--focus", options.focus, "what it is about; none clears it")->type_name("TEXT");
  command
      .add_option("--visibility", options.visibility,
                  "who reads it: subject-and-manager (unless said otherwise), private (the subject alone), "
                  "manager-only, team or public")
      ->type_name("VISIBILITY");
  command
      .add_option("--kind", options.kind,
                  "praise, constructive or mixed (as the texts are: a next step alone is constructive)")
      ->type_name("KIND");
  AddRepeated(command, "--competency", options.competencies,
              "a competency it is about, may be repeated; none clears them")
      ->type_name("TEXT");
  command.add_option("--session", options.session, "the session it comes from; none clears it")
      ->type_name("SESSION");
  AddRepeated(command, "--goal", options.goals, "a goal it serves, may be repeated; none clears them")
      ->type_name("GOAL");
}

}  // namespace laurel::cli
