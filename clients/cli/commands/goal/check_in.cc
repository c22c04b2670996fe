#include "clients/cli/app/command.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/commands/goal/import.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/ids/short_id.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;

constexpr std::string_view kLast = "last";
constexpr int kPage = 200;

struct CheckInOptions {
  std::string what, value, comment, health, at, supersedes, from;
  int confidence = -1;  // not said
  bool dry_run = false;
};

// `laurel goal check-in k3x9qz "waits for the survey"`: what stands where a value may, and is none, is the
// comment.
absl::Status Untangle(CheckInOptions& options) {
  if (options.value.empty() || api::IsDecimal(options.value)) return absl::OkStatus();
  if (!options.comment.empty()) {
    return UsageError(fmt::format(
        "\"{}\" is no value: a number with a point, as in 87.5, and the comment after it", options.value));
  }
  options.comment = std::exchange(options.value, "");
  return absl::OkStatus();
}

// Of a goal its only key result, where a value was given.
absl::StatusOr<GoalPart> PartFor(Context& context, const CheckInOptions& options) {
  const bool measured = !options.value.empty();
  ASSIGN_OR_RETURN(GoalPart part, GoalPartArgument(context, options.what,
                                                   measured ? Wanted::kKeyResultFirst : Wanted::kGoalFirst));
  if (!measured && !part.key_result.empty()) {
    return UsageError("a key result wants a value: laurel goal check-in KEY_RESULT 87.5 --health on-track");
  }
  if (!measured || !part.key_result.empty()) return part;
  ASSIGN_OR_RETURN(const Goal goal, GetGoal(context, part.goal));
  ASSIGN_OR_RETURN(const KeyResult key_result, ChooseKeyResult("", goal));
  part.key_result = key_result.name();
  return part;
}

// The newest of the same key result that still counts. Those of a goal as a whole stand among those of its
// key results, however many these are.
absl::StatusOr<std::string> LastThatCounts(Context& context, const GoalPart& part) {
  v1::ListCheckInsRequest request;
  request.set_parent(part.goal);
  request.set_key_result(part.key_result);
  request.set_page_size(kPage);
  do {
    ASSIGN_OR_RETURN(const auto page, context.goals().Call(&v1::GoalService::Stub::ListCheckIns, request));
    for (const CheckIn& one : page.check_ins()) {
      if (one.key_result() == part.key_result && one.superseded_by().empty()) return one.name();
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return Error(absl::StatusCode::kNotFound, kUsageReason,
               "--supersedes: there is no check-in of it that counts");
}

// The id of one, or "last".
absl::StatusOr<std::string> SupersededBy(Context& context, const std::string& typed, const GoalPart& part) {
  if (typed.starts_with(part.goal + "/")) return typed;
  if (typed == kLast) return LastThatCounts(context, part);
  ASSIGN_OR_RETURN(const auto listed, ListCheckIns(context, part.goal, part.key_result, kPage));
  std::vector<std::string> names;
  for (const CheckIn& one : listed.items) names.push_back(one.name());
  const auto name = MatchShortId("goals", typed, names);
  if (!name.ok()) return About("--supersedes", name.status());
  return name;
}

absl::StatusOr<v1::RecordCheckInRequest> RequestFor(Context& context, const CheckInOptions& options) {
  v1::RecordCheckInRequest request;
  request.set_request_id(NewRequestId());
  request.set_validate_only(options.dry_run);
  CheckIn& check_in = *request.mutable_check_in();
  ASSIGN_OR_RETURN(const auto health, CheckInHealth(options.health));
  check_in.set_health(health);
  if (options.health.empty() && options.supersedes.empty()) {
    return UsageError("how does it stand? --health on-track, at-risk or off-track");
  }
  if (options.confidence >= 0) check_in.set_confidence(options.confidence);
  if (!options.at.empty()) {
    ASSIGN_OR_RETURN(*check_in.mutable_time(), TimeArgument(context, "--at", options.at));
  }
  ASSIGN_OR_RETURN(*check_in.mutable_comment(), TextArgument(context, options.comment));
  ASSIGN_OR_RETURN(const GoalPart part, PartFor(context, options));
  request.set_parent(part.goal);
  check_in.set_key_result(part.key_result);
  check_in.set_value(options.value);
  if (!options.supersedes.empty()) {
    ASSIGN_OR_RETURN(*check_in.mutable_supersedes(), SupersededBy(context, options.supersedes, part));
  }
  return request;
}

// How far it is now. That it cannot be told is no failure: the check-in is written.
void PrintRecorded(Context& context, const v1::RecordCheckInRequest& request, const CheckIn& check_in) {
  Screen& screen = context.screen();
  if (screen.wants_records()) return screen.Print(check_in);
  const auto goal = GetGoal(context, request.parent());
  if (!goal.ok())
    screen.Remark(fmt::format("how far it is is not known now: {}", std::string(goal.status().message())));
  const Goal known = goal.ok() ? *goal : Goal();
  if (screen.format() == Format::kCsv) return PrintCheckIns(context, {check_in}, known, "");
  const std::string phrase = CheckInPhrase(check_in, known);
  if (request.validate_only()) {
    return screen.Say(fmt::format("Nothing was written. It would say of {}: {}", known.title(), phrase));
  }
  screen.Say(SpanLine{{"Checked in: ", Style::kGood},
                      {fmt::format("{} ({})", phrase, ShortIds({check_in.name()}).Of(check_in.name()))}});
  context.shown_ids().Remember({known.name(), check_in.key_result(), check_in.name()});
  if (!goal.ok()) return;
  screen.Say(
      fmt::format("{}  {}", ProgressCell(known.progress(), ReaderOf(context, {})).shown, known.title()));
}

absl::Status CheckInOnce(Context& context, CheckInOptions options) {
  RETURN_IF_ERROR(Untangle(options));
  if (options.what.empty()) {
    return UsageError(
        "of what? laurel goal check-in GOAL_OR_KEY_RESULT 87.5 --health on-track \"…\", or --from FILE");
  }
  ASSIGN_OR_RETURN(const auto request, RequestFor(context, options));
  ASSIGN_OR_RETURN(const CheckIn check_in,
                   context.goals().Call(&v1::GoalService::Stub::RecordCheckIn, request));
  PrintRecorded(context, request, check_in);
  return absl::OkStatus();
}

absl::Status CheckInAny(Context& context, const CheckInOptions& options) {
  if (options.from.empty()) return CheckInOnce(context, options);
  if (!options.what.empty()) return UsageError("--from takes everything from the file: leave the rest out");
  return ImportCheckIns(context, {options.from, options.health, options.at, options.dry_run});
}

struct ListOptions {
  std::string what;
  int limit = 50;
};

absl::Status List(Context& context, const ListOptions& options) {
  ASSIGN_OR_RETURN(const GoalPart part, GoalPartArgument(context, options.what, Wanted::kGoalFirst));
  ASSIGN_OR_RETURN(const auto listed, ListCheckIns(context, part.goal, part.key_result, options.limit));
  Goal goal;
  if (!context.screen().wants_records()) {
    ASSIGN_OR_RETURN(goal, GetGoal(context, part.goal));
  }
  PrintCheckIns(context, listed.items, goal, "Nobody has checked in yet.");
  RemarkIfMore(context.screen(), listed.more, options.limit);
  return absl::OkStatus();
}

void AddPart(CLI::App& command, std::string& part, bool required) {
  command
      .add_option("GOAL_OR_KEY_RESULT", part,
                  "the id that lists show, or of your own a title or a metric: csat")
      ->required(required);
}

}  // namespace

void AddCheckIn(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(
      noun, "check-in",
      "Say how a goal or a key result of yours stands. From a file, many at once: columns goal, key_result, "
      "person, metric, value, date or time, health, confidence, comment; in any order. The same file again "
      "changes "
      "nothing.",
      "laurel goal check-in csat 87.5 --health on-track --confidence 7 \"the new greeting works\"\n"
      "laurel goal check-in k3x9qz --health at-risk \"the survey is late\"     a goal as a whole\n"
      "laurel goal check-in csat 86.5 --supersedes last                      it was a slip\n"
      "laurel goal check-in --from metrics.csv --dry-run\n"
      "laurel goal check-in --from metrics.csv --health on-track             of rows that do not say it");
  auto options = std::make_shared<CheckInOptions>();
  AddPart(*command, options->what, false);
  command->add_option("VALUE", options->value, "what was measured: 87.5; of a goal as a whole none");
  command->add_option("COMMENT", options->comment, "what there is to say; - is standard input");
  command->add_option("--health", options->health, "on-track, at-risk or off-track")->type_name("HEALTH");
  command->add_option("--confidence", options->confidence, "that it will be reached: 0 to 10")
      ->check(CLI::Range(0, 10))
      ->type_name("N");
  command->add_option("--at", options->at, "when it was so: \"yesterday 15:00\", 2026-11-20 (now)")
      ->type_name("TIME");
  command
      ->add_option("--supersedes", options->supersedes,
                   "a check-in that was wrong and no longer counts: its id, or last")
      ->type_name("CHECK_IN");
  command->add_option("--from", options->from, "a CSV file in UTF-8; - is standard input")
      ->type_name("FILE")
      ->excludes("--supersedes")
      ->excludes("--confidence");
  command->add_flag("--dry-run", options->dry_run, "check everything, write nothing");
  chosen.When(command, [options](Context& context) { return CheckInAny(context, *options); });
}

void AddCheckInList(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "check-ins", "What was said of a goal or a key result, newest first",
                                 "laurel goal check-ins k3x9qz\nlaurel goal check-ins csat --limit 0 -o csv");
  auto options = std::make_shared<ListOptions>();
  AddPart(*command, options->what, true);
  AddLimit(*command, options->limit);
  chosen.When(command, [options](Context& context) { return List(context, *options); });
}

}  // namespace laurel::cli
