#include "clients/cli/commands/recognition/recognition.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using Stub = v1::RecognitionService::Stub;

struct Verb {
  const char* name;
  const char* description;
  const char* examples;
  const char* done;
  const char* reason;  // who reads it
  bool needs_reason;
  void (*after)(Context&);  // what else is said; may be nullptr
};

constexpr char kKept[] = "why; it is kept";

// The four take the same fields in messages of their own.
template <typename Request>
void AddDecision(CLI::App& noun, Chosen& chosen, const Verb& verb,
                 grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, v1::Recognition*)) {
  CLI::App* command = AddCommand(noun, verb.name, verb.description, verb.examples);
  struct Options {
    std::string recognition, reason;
  };
  auto options = std::make_shared<Options>();
  AddRecognitionId(*command, options->recognition);
  command->add_option("--reason", options->reason, verb.reason)
      ->type_name("TEXT")
      ->required(verb.needs_reason);
  chosen.When(command, [options, verb, method](Context& context) -> absl::Status {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_reason(options->reason);
    ASSIGN_OR_RETURN(*request.mutable_name(), RecognitionArgument(context, options->recognition));
    ASSIGN_OR_RETURN(const Recognition recognition, context.recognition().Call(method, request));
    PrintChanged(context, verb.done, recognition);
    if (verb.after != nullptr) verb.after(context);
    return absl::OkStatus();
  });
}

void SayPointsStay(Context& context) {
  context.screen().Say("Its points stay with whom they were given to.", Style::kDim);
}

}  // namespace

void AddDecisions(CLI::App& noun, Chosen& chosen) {
  AddDecision<v1::ApproveRecognitionRequest>(
      noun, chosen,
      {"approve", "Let go out what waits for you: thanks with many points",
       "laurel inbox\nlaurel recognition approve k3x9qz", "Approved",
       "why; its sender reads it, and who administers recognition, but nobody else", false, nullptr},
      &Stub::ApproveRecognition);
  AddDecision<v1::RejectRecognitionRequest>(
      noun, chosen,
      {"reject", "Do not let it go out; its points go back, and its sender reads why",
       "laurel recognition reject k3x9qz --reason \"Twenty is our custom for this\"", "Rejected", kKept, true,
       nullptr},
      &Stub::RejectRecognition);
  AddDecision<v1::RevokeRecognitionRequest>(
      noun, chosen,
      {"revoke", "Take back what you gave, while the undo window is open; its points come back",
       "laurel recognition revoke k3x9qz\nlaurel recognition revoke k3x9qz --reason \"Meant for somebody "
       "else\"",
       "Taken back", kKept, false, SayAllowance},
      &Stub::RevokeRecognition);
  AddDecision<v1::HideRecognitionRequest>(
      noun, chosen,
      {"hide", "Take a recognition out of sight: for those who administer recognition",
       "laurel recognition hide k3x9qz --reason \"Names a customer\"", "Hidden", kKept, true, SayPointsStay},
      &Stub::HideRecognition);
}

}  // namespace laurel::cli
