#include "clients/cli/app/command.h"
#include "clients/cli/app/edited_text.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/evidence.h"
#include "clients/cli/commands/recognition/addressed.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/ids/short_id.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;

struct ThankOptions {
  std::vector<std::string> typed;
  std::string message, value, visibility, team, evidence, add_on_to;
  int points = 0;
  bool edit = false;
  bool dry_run = false;
};

// Everything but the message.
absl::StatusOr<Recognition> GiftFrom(Context& context, const ThankOptions& options,
                                     const std::vector<std::string>& people) {
  Recognition gift;
  gift.set_points_each(options.points);
  ASSIGN_OR_RETURN(const auto visibility,
                   EnumArgument<v1::RecognitionVisibility>("--visibility", options.visibility));
  gift.set_visibility(visibility);
  if (!options.evidence.empty()) {
    const auto evidence = ParseEvidence(options.evidence, context.here());
    if (!evidence.ok()) return About("--evidence", evidence.status());
    *gift.mutable_evidence() = *evidence;
  }
  *gift.mutable_recipients() = {people.begin(), people.end()};
  if (!options.team.empty()) {
    ASSIGN_OR_RETURN(*gift.mutable_team(), TeamArgument(context, options.team));
  }
  ASSIGN_OR_RETURN(*gift.mutable_value(), ValueArgument(context, options.value));
  if (!options.add_on_to.empty()) {
    ASSIGN_OR_RETURN(*gift.mutable_parent(), RecognitionArgument(context, options.add_on_to));
  }
  return gift;
}

// Of several people it is said who has had as much as one person may give them: the service knows no names.
absl::Status WithName(Context& context, const absl::Status& status) {
  const auto info = ErrorInfoOf(status);
  if (ReasonOf(status) != "PAIR_CAP_EXCEEDED" || !info || !info->metadata().contains("person")) return status;
  const std::string& person = info->metadata().at("person");
  const std::string name = context.NamesOf({person}).Person(person).shown;
  Error named(status.code(), ReasonOf(status), std::string(status.message()));
  for (const auto& [key, value] : info->metadata()) named.With(key, key == "person" ? name : value);
  return named;
}

absl::StatusOr<Recognition> Send(Context& context, const Recognition& gift, bool validate_only) {
  v1::GiveRecognitionRequest request;
  request.set_request_id(NewRequestId());
  request.set_validate_only(validate_only);
  *request.mutable_recognition() = gift;
  auto given = context.recognition().Call(&v1::RecognitionService::Stub::GiveRecognition, request);
  if (!given.ok()) return WithName(context, given.status());
  return given;
}

// What cannot be given at all is refused before a word of it is written.
absl::Status Write(Context& context, Recognition& gift) {
  Recognition as_far = gift;
  if (as_far.message().empty()) as_far.set_message("…");
  ASSIGN_OR_RETURN(const Recognition checked, Send(context, as_far, true));
  const Tags tags = TagsFor(context, {checked});
  const std::string remark = fmt::format(
      "Thanks to {}. {}", GiftPhrase(checked, {NamesIn(context, {checked}), tags, context.here()}),
      ReadersSentence(checked.visibility()));
  const Unchanged unchanged = gift.message().empty() ? Unchanged::kIsRefused : Unchanged::kIsTaken;
  ASSIGN_OR_RETURN(*gift.mutable_message(), TextFromEditor(context, gift.message(), {remark}, unchanged));
  return absl::OkStatus();
}

void PrintThanked(Context& context, const Recognition& given, bool dry_run) {
  Screen& screen = context.screen();
  if (screen.format() != Format::kTable) return PrintChanged(context, "", given);
  const bool waits = given.state() == v1::RECOGNITION_STATE_PENDING_APPROVAL;
  const Tags tags = TagsFor(context, {given});
  const Names& names = NamesIn(context, {given});
  const std::string gift = GiftPhrase(given, {names, tags, context.here()});
  const std::string id =
      given.name().empty() ? "" : fmt::format(" ({})", ShortIds({given.name()}).Of(given.name()));
  if (dry_run) {
    screen.Say(
        fmt::format("Nothing was sent. It would thank {}. {}", gift, ReadersSentence(given.visibility())));
  } else {
    screen.Say(SpanLine{{waits ? "Not sent yet: " : "Thanked: ", waits ? Style::kWarning : Style::kGood},
                        {fmt::format("{}{}.{}", gift, id,
                                     waits ? "" : fmt::format(" {}", ReadersSentence(given.visibility())))}});
    context.shown_ids().Remember({given.name()});
  }
  if (waits) {
    screen.Say(fmt::format("So many points {} for approval by {}, and {} held until then.",
                           dry_run ? "would wait" : "wait", PendingApprover(given, names),
                           dry_run ? "would be" : "are"));
  }
  SayAllowance(context);
}

absl::Status WordsAreMissing(const Addressed& addressed) {
  const std::string& name = addressed.taken_for_a_name;
  if (name.empty()) {
    return UsageError(
        fmt::format("what do you want to thank them for? {}, or --edit for your editor", kThankUsage));
  }
  return UsageError(fmt::format(
      "\"{0}\" is taken for somebody's name, and your message is missing: {1}; if \"{0}\" is your "
      "message: --message \"{0}\"",
      name, kThankUsage));
}

absl::Status Thank(Context& context, const ThankOptions& options) {
  const bool elsewhere = !options.team.empty() || !options.add_on_to.empty();
  ASSIGN_OR_RETURN(const Addressed addressed,
                   ReadAddressed(context, options.typed, elsewhere, options.message));
  if (!options.team.empty() && !addressed.people.empty()) {
    return UsageError("--team thanks everybody in the team: leave WHO out");
  }
  const bool nobody = addressed.people.empty() && options.team.empty() && options.add_on_to.empty();
  if (nobody) return UsageError(fmt::format("whom do you want to thank? {}", kThankUsage));
  const bool write = options.edit || (addressed.words.empty() && context.in_is_terminal());
  if (!write && api::Trim(addressed.words).empty()) return WordsAreMissing(addressed);
  ASSIGN_OR_RETURN(Recognition gift, GiftFrom(context, options, addressed.people));
  gift.set_message(addressed.words);
  if (write) RETURN_IF_ERROR(Write(context, gift));
  ASSIGN_OR_RETURN(const Recognition given, Send(context, gift, options.dry_run));
  PrintThanked(context, given, options.dry_run);
  if (options.dry_run) KeepEdited(context);
  return absl::OkStatus();
}

}  // namespace

void AddThank(CLI::App& app, Chosen& chosen) {
  CLI::App* command = AddCommand(
      app, "thank", "Thank a colleague, or several, with points or without",
      "laurel thank ana \"stayed two hours to calm the Orbit outage\" --value teamwork --points 10\n"
      "laurel thank ana bruno \"the calmest handover of the year\"\n"
      "laurel thank --team Billing \"not one open case on Friday\" --points 2\n"
      "laurel thank ana                                          opens your editor\n"
      "laurel thank --add-on-to k3x9qz \"and the next morning too\" --points 5\n"
      "laurel thank ana \"…\" --points 50 --dry-run                what would happen");
  auto options = std::make_shared<ThankOptions>();
  command->add_option("WHO", options->typed,
                      "addresses or parts of names, and last your message; - is standard input");
  command
      ->add_option("--message", options->message,
                   "your message, where it might be taken for a name; - is standard input")
      ->type_name("TEXT");
  command->add_option("--value", options->value, "which of the company's values it shows: its hashtag")
      ->type_name("VALUE");
  command->add_option("--points", options->points, "to each of them, out of what you may give (0)")
      ->check(NumberFrom(0))
      ->type_name("N");
  command
      ->add_option("--visibility", options->visibility,
                   "who reads it: public (unless said otherwise), team or private")
      ->type_name("VISIBILITY");
  command->add_option("--team", options->team, "everybody in this team, instead of WHO")->type_name("TEAM");
  command
      ->add_option("--evidence", options->evidence,
                   "the customer interaction: zendesk:48213 or an address, may end in \" @TIME\"")
      ->type_name("EVIDENCE");
  command
      ->add_option("--add-on-to", options->add_on_to,
                   "join what somebody else gave; without WHO for all of its recipients")
      ->type_name("RECOGNITION")
      ->excludes("--team");
  command->add_flag("--edit", options->edit, "write in your editor ($VISUAL, $EDITOR)");
  command->add_flag("--dry-run", options->dry_run, "check everything, send nothing");
  chosen.When(command, [options](Context& context) { return Thank(context, *options); });
}

}  // namespace laurel::cli
