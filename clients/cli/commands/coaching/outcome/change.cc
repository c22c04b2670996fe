#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using Stub = v1::CoachingService::Stub;

struct ChangeOptions {
  std::string session, text;
};

absl::Status Void(Context& context, const ChangeOptions& options) {
  v1::VoidCoachingSessionRequest request;
  request.set_request_id(NewRequestId());
  request.set_reason(options.text);
  ASSIGN_OR_RETURN(*request.mutable_name(), SessionArgument(context, options.session));
  ASSIGN_OR_RETURN(const Session session, context.coaching().Call(&Stub::VoidCoachingSession, request));
  PrintChanged(context, "Voided", session);
  return absl::OkStatus();
}

absl::Status Acknowledge(Context& context, const ChangeOptions& options) {
  v1::AcknowledgeCoachingSessionRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(*request.mutable_comment(), TextArgument(context, options.text));
  ASSIGN_OR_RETURN(*request.mutable_name(), SessionArgument(context, options.session));
  ASSIGN_OR_RETURN(const Session session,
                   context.coaching().Call(&Stub::AcknowledgeCoachingSession, request));
  PrintChanged(context, "Acknowledged", session);
  return absl::OkStatus();
}

}  // namespace

void AddVoidAndAck(CLI::App& noun, Chosen& chosen) {
  CLI::App* void_command = AddCommand(
      noun, "void", "A session was logged by mistake: within 24 hours, while nobody has acknowledged it",
      "laurel coaching void k3x9qz --reason \"Logged for the wrong person\"");
  auto voided = std::make_shared<ChangeOptions>();
  AddSession(*void_command, voided->session);
  void_command->add_option("--reason", voided->text, "why; kept with the change of state")
      ->required()
      ->type_name("TEXT");
  chosen.When(void_command, [voided](Context& context) { return Void(context, *voided); });

  CLI::App* ack = AddCommand(
      noun, "ack", "Acknowledge a session in which you were coached",
      "laurel coaching ack k3x9qz\nlaurel coaching ack k3x9qz --comment \"Thank you, that helped\"");
  auto acknowledged = std::make_shared<ChangeOptions>();
  AddSession(*ack, acknowledged->session);
  ack->add_option("--comment", acknowledged->text, "what you want to say to it; - is standard input")
      ->type_name("TEXT");
  chosen.When(ack, [acknowledged](Context& context) { return Acknowledge(context, *acknowledged); });
}

}  // namespace laurel::cli
