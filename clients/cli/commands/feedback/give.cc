#include "clients/cli/app/edited_text.h"
#include "clients/cli/commands/feedback/feedback.h"
#include "clients/cli/commands/feedback/piece_options.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/ids/short_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

struct GiveOptions {
  std::string who;
  PieceOptions piece;
  bool draft = false;
  bool dry_run = false;
};

// Who will read it stands below what is being written; what cannot be sent at all is refused before a word of
// it is written.
absl::Status Write(Context& context, const std::string& to, Piece& piece) {
  Piece as_far = piece;
  if (as_far.kind() == v1::FEEDBACK_KIND_UNSPECIFIED) as_far.set_kind(v1::FEEDBACK_KIND_MIXED);
  ASSIGN_OR_RETURN(const Audience audience, PreviewOf(context, as_far));
  const std::string readers = WhoReads(audience, piece.subject(), NamesIn(context, audience));
  const Unchanged unchanged = SaysSomething(piece) ? Unchanged::kIsTaken : Unchanged::kIsRefused;
  return EditTexts(context, {fmt::format("Feedback for {}. {}", to, readers)}, unchanged, piece);
}

absl::StatusOr<Piece> PieceFrom(Context& context, const GiveOptions& options) {
  Piece piece;
  std::vector<std::string> fields;
  RETURN_IF_ERROR(Apply(context, options.piece, piece, fields));
  const bool write = options.piece.edit || (!SaysSomething(piece) && context.in_is_terminal());
  if (!write && !SaysSomething(piece)) {
    return UsageError(
        "what do you want to say? Give --strength, --growth or --next, or --edit for your editor");
  }
  ASSIGN_OR_RETURN(const auto person, FindPerson(context.directory(), options.who));
  piece.set_subject(person.name());
  if (write) RETURN_IF_ERROR(Write(context, person.display_name(), piece));
  if (options.piece.kind.empty()) piece.set_kind(KindOf(piece));
  return piece;
}

// Everything that giving would check, and who would read it.
absl::Status ShowAudience(Context& context, const Piece& piece, bool draft) {
  ASSIGN_OR_RETURN(const Audience audience, PreviewOf(context, piece));
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(audience);
    return absl::OkStatus();
  }
  screen.Say(
      fmt::format("Nothing was sent. It would be {}{}.", draft ? "a draft of " : "", KindPhrase(piece)));
  PrintAudience(context, audience, draft);
  KeepEdited(context);
  return absl::OkStatus();
}

absl::Status Give(Context& context, const GiveOptions& options) {
  v1::CreateFeedbackRequest request;
  request.set_request_id(NewRequestId());
  request.set_submit(!options.draft);
  request.set_validate_only(options.dry_run);
  ASSIGN_OR_RETURN(*request.mutable_feedback(), PieceFrom(context, options));
  ASSIGN_OR_RETURN(const Piece piece,
                   context.feedback().Call(&v1::FeedbackService::Stub::CreateFeedback, request));
  if (options.dry_run) return ShowAudience(context, request.feedback(), options.draft);
  if (!options.draft) {
    PrintGiven(context, piece);
    return absl::OkStatus();
  }
  PrintChanged(context, "Draft", piece);
  context.screen().Say(fmt::format("Only you can read it, until: laurel feedback submit {}",
                                   ShortIds({piece.name()}).Of(piece.name())),
                       Style::kDim);
  return absl::OkStatus();
}

}  // namespace

void AddGive(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(
      noun, "give", "Tell somebody what went well and what can be better",
      "laurel feedback give ana --strength \"Greets warmly\" --growth \"Asks for the order number late\" \\\n"
      "    --next \"Ask first; listen to call 48213 together\" --evidence zendesk:48213\n"
      "laurel feedback give ana                            opens your editor\n"
      "laurel feedback give ana --strength \"…\" --visibility public\n"
      "laurel feedback give ana --growth \"…\" --dry-run     who would read it");
  auto options = std::make_shared<GiveOptions>();
  command->add_option("WHO", options->who, "an address, or a part of a name")->required();
  AddPieceOptions(*command, options->piece);
  command->add_flag("--draft", options->draft, "keep it for yourself as yet");
  command->add_flag("--dry-run", options->dry_run, "check everything, send nothing; shows who would read it");
  chosen.When(command, [options](Context& context) { return Give(context, *options); });
}

}  // namespace laurel::cli
