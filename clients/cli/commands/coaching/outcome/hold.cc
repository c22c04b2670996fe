#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "common/time/convert.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using Stub = v1::CoachingService::Stub;

struct HoldOptions {
  std::string session, held, duration, note;
  std::vector<std::string> actions;
  bool edit = false;
};

absl::Status SetTimes(const HoldOptions& options, const Here& here, v1::HoldCoachingSessionRequest& request) {
  if (!options.held.empty()) {
    const auto held = ParseMoment(options.held, here, Tense::kPast);
    if (!held.ok()) return About("--held", held.status());
    *request.mutable_held_time() = ToTimestamp(*held);
  }
  if (!options.duration.empty()) {
    const auto length = ParseLength(options.duration);
    if (!length.ok()) return About("--duration", length.status());
    *request.mutable_duration() = ToDuration(*length);
  }
  return absl::OkStatus();
}

absl::Status Hold(Context& context, const HoldOptions& options) {
  v1::HoldCoachingSessionRequest request;
  request.set_request_id(NewRequestId());
  RETURN_IF_ERROR(SetTimes(options, context.here(), request));
  ASSIGN_OR_RETURN(*request.mutable_name(), SessionArgument(context, options.session));
  ASSIGN_OR_RETURN(*request.mutable_shared_note(), TextArgument(context, options.note));
  if (!options.actions.empty()) {
    ASSIGN_OR_RETURN(const Session planned, GetSession(context, request.name()));
    ASSIGN_OR_RETURN(const auto participants, ParticipantsOf(context, planned));
    ASSIGN_OR_RETURN(const auto items, AgreedItems(options.actions, participants, context.here()));
    request.mutable_action_items()->Add(items.begin(), items.end());
  }
  if (options.edit) {
    ASSIGN_OR_RETURN(*request.mutable_shared_note(), NoteFromEditor(context, request.shared_note()));
  }
  ASSIGN_OR_RETURN(const Session session, context.coaching().Call(&Stub::HoldCoachingSession, request));
  PrintChanged(context, "Held", session);
  return absl::OkStatus();
}

}  // namespace

void AddHold(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(
      noun, "hold", "A planned session has been held",
      "laurel coaching hold k3x9qz\n"
      "laurel coaching hold k3x9qz --held \"today 10:00\" --note \"…\" --action \"ana: … @friday\"");
  auto options = std::make_shared<HoldOptions>();
  AddSession(*command, options->session);
  command->add_option("--held", options->held, "when it began (now)")->type_name("TIME");
  command->add_option("--duration", options->duration, "how long it took")->type_name("LENGTH");
  command->add_option("--note", options->note, "a note that you all can read; - is standard input")
      ->type_name("TEXT");
  command->add_flag("--edit", options->edit, "write the note in your editor ($VISUAL, $EDITOR)");
  AddRepeated(*command, "--action", options->actions, "\"WHO: what to do @DAY\", may be repeated")
      ->type_name("ITEM");
  chosen.When(command, [options](Context& context) { return Hold(context, *options); });
}

}  // namespace laurel::cli
