#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/feedback/feedback.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using Stub = v1::FeedbackService::Stub;

struct MoveOptions {
  std::string piece, text;
};

absl::Status Acknowledge(Context& context, const MoveOptions& options) {
  v1::AcknowledgeFeedbackRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(*request.mutable_comment(), TextArgument(context, options.text));
  ASSIGN_OR_RETURN(*request.mutable_name(), FeedbackArgument(context, options.piece));
  ASSIGN_OR_RETURN(const Piece piece, context.feedback().Call(&Stub::AcknowledgeFeedback, request));
  PrintChanged(context, "Acknowledged", piece);
  return absl::OkStatus();
}

// Submit, Retract and Discard take the same fields in messages of their own.
template <typename Request>
absl::StatusOr<Piece> Move(Context& context, const MoveOptions& options,
                           grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                        v1::Feedback*)) {
  Request request;
  request.set_request_id(NewRequestId());
  request.set_reason(options.text);
  ASSIGN_OR_RETURN(*request.mutable_name(), FeedbackArgument(context, options.piece));
  return context.feedback().Call(method, request);
}

absl::Status Submit(Context& context, const MoveOptions& options) {
  ASSIGN_OR_RETURN(const Piece piece, Move(context, options, &Stub::SubmitFeedback));
  PrintGiven(context, piece);
  return absl::OkStatus();
}

absl::Status Retract(Context& context, const MoveOptions& options) {
  ASSIGN_OR_RETURN(const Piece piece, Move(context, options, &Stub::RetractFeedback));
  PrintChanged(context, "Taken back", piece);
  context.screen().Say("Others can see that it was there, not what it said.", Style::kDim);
  return absl::OkStatus();
}

absl::Status Discard(Context& context, const MoveOptions& options) {
  ASSIGN_OR_RETURN(const Piece piece, Move(context, options, &Stub::DiscardFeedback));
  PrintChanged(context, "Discarded", piece);
  return absl::OkStatus();
}

using Verb = absl::Status (*)(Context&, const MoveOptions&);

std::shared_ptr<MoveOptions> AddMove(CLI::App& command, Chosen& chosen, Verb verb) {
  auto options = std::make_shared<MoveOptions>();
  AddFeedbackId(command, options->piece);
  chosen.When(&command, [options, verb](Context& context) { return verb(context, *options); });
  return options;
}

}  // namespace

void AddFeedbackMoves(CLI::App& noun, Chosen& chosen) {
  CLI::App* ack = AddCommand(
      noun, "ack", "You have read what was given to you",
      "laurel feedback ack k3x9qz\nlaurel feedback ack k3x9qz --comment \"Thank you, I will try that\"");
  auto acknowledged = AddMove(*ack, chosen, Acknowledge);
  ack->add_option("--comment", acknowledged->text, "what you want to say to it; - is standard input")
      ->type_name("TEXT");

  CLI::App* retract = AddCommand(
      noun, "retract", "Take back what you gave: within 15 minutes, while nobody has acknowledged it",
      "laurel feedback retract k3x9qz\nlaurel feedback retract k3x9qz --reason \"Meant for somebody else\"");
  auto retracted = AddMove(*retract, chosen, Retract);
  retract->add_option("--reason", retracted->text, "why; HR may take back at any time, and says why")
      ->type_name("TEXT");

  AddMove(*AddCommand(noun, "submit", "Give a draft to whom it is about", "laurel feedback submit k3x9qz"),
          chosen, Submit);

  AddMove(*AddCommand(noun, "discard", "A draft that will not be given", "laurel feedback discard k3x9qz"),
          chosen, Discard);
}

}  // namespace laurel::cli
