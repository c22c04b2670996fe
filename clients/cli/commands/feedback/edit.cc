#include <algorithm>

#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/feedback/feedback.h"
#include "clients/cli/commands/feedback/piece_options.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

struct EditOptions {
  std::string piece;
  PieceOptions options;
};

// The service says the same; here it is said before anybody writes in vain.
absl::Status CheckIsDraft(const Piece& piece) {
  if (piece.state() == v1::FEEDBACK_STATE_DRAFT) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, kUsageReason,
               fmt::format("it is {}: only drafts can be changed", EnumWord(piece.state())));
}

// What the options say is changed, whether or not something is written beside it.
absl::Status Write(Context& context, Piece& piece, std::vector<std::string>& fields) {
  const std::string to = context.NamesOf({piece.subject()}).Person(piece.subject()).shown;
  const Unchanged unchanged = fields.empty() ? Unchanged::kIsRefused : Unchanged::kIsTaken;
  RETURN_IF_ERROR(EditTexts(context, {fmt::format("Draft of feedback for {}.", to)}, unchanged, piece));
  for (const char* text : {"strengths", "growth_areas", "next_step"}) {
    if (std::ranges::find(fields, text) == fields.end()) fields.emplace_back(text);
  }
  return absl::OkStatus();
}

// A kind that followed from the texts follows them further.
void FollowTexts(const Piece& before, Piece& piece, std::vector<std::string>& fields) {
  if (before.kind() != KindOf(before) || !SaysSomething(piece) || piece.kind() == KindOf(piece)) return;
  piece.set_kind(KindOf(piece));
  fields.emplace_back("kind");
}

absl::Status Edit(Context& context, const EditOptions& options) {
  ASSIGN_OR_RETURN(const Piece before, GetPiece(context, options.piece));
  RETURN_IF_ERROR(CheckIsDraft(before));
  Piece piece = before;
  std::vector<std::string> fields;
  RETURN_IF_ERROR(Apply(context, options.options, piece, fields));
  if (fields.empty() && !options.options.edit && !context.in_is_terminal()) {
    return UsageError("what is to change? Give an option (feedback edit --help), or --edit for your editor");
  }
  if (options.options.edit || fields.empty()) RETURN_IF_ERROR(Write(context, piece, fields));
  if (options.options.kind.empty()) FollowTexts(before, piece, fields);
  v1::UpdateFeedbackRequest request;
  request.set_request_id(NewRequestId());
  *request.mutable_feedback() = piece;
  *request.mutable_update_mask()->mutable_paths() = {fields.begin(), fields.end()};
  ASSIGN_OR_RETURN(const Piece changed,
                   context.feedback().Call(&v1::FeedbackService::Stub::UpdateFeedback, request));
  PrintChanged(context, "Draft changed", changed);
  return absl::OkStatus();
}

}  // namespace

void AddFeedbackEdit(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "edit", "Go on with a draft: in your editor, or what the options say",
                 "laurel feedback edit k3x9qz\nlaurel feedback edit k3x9qz --visibility team\n"
                 "laurel feedback edit k3x9qz --evidence none         takes the evidence off");
  auto options = std::make_shared<EditOptions>();
  AddFeedbackId(*command, options->piece);
  AddPieceOptions(*command, options->options);
  chosen.When(command, [options](Context& context) { return Edit(context, *options); });
}

}  // namespace laurel::cli
