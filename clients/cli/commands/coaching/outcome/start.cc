#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using Stub = v1::CoachingService::Stub;

struct VerbOptions {
  std::string session, reason;
};

// Start and NoShow take the same fields in messages of their own.
template <typename Request>
void Perform(CLI::App* command, Chosen& chosen, const std::shared_ptr<VerbOptions>& options,
             const std::string& done,
             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, v1::CoachingSession*)) {
  chosen.When(command, [options, done, method](Context& context) -> absl::Status {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_reason(options->reason);
    ASSIGN_OR_RETURN(*request.mutable_name(), SessionArgument(context, options->session));
    ASSIGN_OR_RETURN(const Session session, context.coaching().Call(method, request));
    PrintChanged(context, done, session);
    return absl::OkStatus();
  });
}

}  // namespace

void AddStartAndNoShow(CLI::App& noun, Chosen& chosen) {
  CLI::App* start = AddCommand(noun, "start", "A planned session begins now; nobody has to say so",
                               "laurel coaching start k3x9qz");
  auto started = std::make_shared<VerbOptions>();
  AddSession(*start, started->session);
  Perform<v1::StartCoachingSessionRequest>(start, chosen, started, "Started", &Stub::StartCoachingSession);

  CLI::App* no_show = AddCommand(noun, "no-show", "Nobody came to a planned session",
                                 "laurel coaching no-show k3x9qz --reason \"Called away to an escalation\"");
  auto missed = std::make_shared<VerbOptions>();
  AddSession(*no_show, missed->session);
  no_show->add_option("--reason", missed->reason, "why; those who take part can read it")->type_name("TEXT");
  Perform<v1::MarkCoachingSessionNoShowRequest>(no_show, chosen, missed, "No-show",
                                                &Stub::MarkCoachingSessionNoShow);
}

}  // namespace laurel::cli
