#include "clients/cli/connection/failure.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "clients/cli/connection/points_failure.h"
#include "clients/cli/connection/subject.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

constexpr auto kHints = std::to_array<Row>({
    {"UNAUTHENTICATED",
     "your token was not accepted: get a new one and name its file in LAUREL_TOKEN_FILE (a development "
     "suite: ./dev token EMAIL)"},
    {kNoTokenReason,
     "name the file with your token in LAUREL_TOKEN_FILE or --token-file (a development suite: ./dev token "
     "EMAIL)"},
    {kUnreachableReason,
     "is it running there? The addresses are LAUREL_DIRECTORY_ADDRESS, LAUREL_FEEDBACK_ADDRESS, "
     "LAUREL_GOALS_ADDRESS and LAUREL_RECOGNITION_ADDRESS (a development suite: ./dev up)"},
    {kNoAnswerReason, "look whether it took effect before you repeat it; --timeout gives it longer"},
    {"NOT_YOUR_REPORT",
     "you may do this for people who report to you, whom you coach, or whose team you lead"},
    {"PERSON_LEFT", "people who have left keep their history, and nothing new is written about them"},
    {"OVERLAP", "choose another time, or plan it all the same with --allow-overlap"},
    {"TALKING_POINTS_CLOSED",
     "what was said in a session goes into a note: laurel coaching note SESSION \"…\""},
    {"TOO_MANY_TALKING_POINTS", "take one off first: laurel coaching points SESSION --remove N"},
    {"NOTES_CLOSED",
     "notes that are shared are taken until 30 days after a session; plan another one, or keep it --private"},
    {"NOTHING_SAID",
     "say it with --strength, --growth or --next, or write it: laurel feedback edit FEEDBACK"},
    {"ADD_ON_TO_ADD_ON", "join the first one: laurel recognition show ID says which that is"},
    {"ADD_ON_TO_OWN", "others can join it; thank again for something new"},
    {"ALLOWANCE_EXCEEDED", "thank with fewer points, or with none: words cost nothing"},
    {"AUDIENCE_TOO_LARGE", "choose --visibility public or private, or thank fewer at once"},
    {"GOAL_CYCLE", "laurel goal tree GOAL shows what stands below it: none of that can be its parent"},
    {"GOAL_TOO_DEEP", "at most 8 goals stand above one: choose a parent higher up (laurel goal tree)"},
    {"HASHTAG_TAKEN", "another value has it: laurel value list"},
    {"KEY_RESULT_IN_USE",
     "it has check-ins, which are kept: laurel goal key-result update KEY_RESULT --weight 0 leaves it out"},
    {"MAX_EACH_EXCEEDED", "laurel program show has the rules"},
    {"NO_TEAM", "nobody of them is in a team: choose --visibility public or private"},
    {"PAIR_CAP_EXCEEDED", "thank with fewer points, or with none: words cost nothing"},
    {"RECIPIENT_CANNOT_DECIDE", "somebody else who administers recognition decides about it"},
    {"REOPEN_WINDOW_OVER", "set a new goal: laurel goal create"},
    {"SENDER_CANNOT_DECIDE", "your manager decides about it, or whoever administers recognition"},
    {"TEAM_TOO_LARGE", "name those whom you mean instead of --team"},
    {"TEAM_TOO_SMALL", "name those whom you mean instead of --team"},
    {"UNDO_WINDOW_CLOSED", "whoever administers recognition can hide it; its points stay"},
    {"VALUE_INACTIVE", "laurel value list shows those that are"},
    {"VALUE_REQUIRED", "say which value it shows with --value: laurel value list"},
    {"STALE_ETAG", "somebody changed it in the meantime: look at it again, then repeat"},
    {"REQUEST_ID_REUSED", "use a new request_id for another request"},
    {"OUTCOME_UNKNOWN", "it is not known whether it took effect: look before you repeat it"},
    {"OVERLOADED", "the service is busy: try again in a moment"},
    {"RATE_LIMITED", "you are calling too often: try again in a moment"},
    {"SHUTTING_DOWN", "the service is being restarted: try again in a moment"},
    {"DATABASE_UNAVAILABLE", "the service cannot reach its database: try again later"},
    {"ORGANIZATION_STALE",
     "the directory has been out of reach for a while: only your own data can be read until it is back"},
    {"IMPORT_RUNNING", "wait until the other import has finished, then run it again"},
    {"INTERNAL", "this is a fault of the service: give the incident id to those who run it"},
});

template <std::size_t N>
std::string_view Find(std::string_view key, const std::array<Row, N>& rows) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.first == key; });
  return row == rows.end() ? std::string_view() : row->second;
}

// Values are typed in lower case with hyphens: "SUBJECT_AND_MANAGER" -> "subject-and-manager". Only for
// descriptions of options that take such words.
std::string AsTyped(std::string_view description) {
  std::string out;
  for (const std::string& word : std::vector<std::string>(
           absl::StrSplit(absl::string_view(description.data(), description.size()), ' '))) {
    const std::size_t end = std::min(word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_"), word.size());
    std::string typed = word;
    if (end > 3) {
      for (std::size_t i = 0; i < end; ++i) typed[i] = word[i] == '_' ? '-' : absl::ascii_tolower(word[i]);
    }
    out += (out.empty() ? "" : " ") + typed;
  }
  return out;
}

bool TakesWords(std::string_view argument) {
  for (const std::string_view one :
       {"--visibility", "--kind", "--health", "--level", "--direction", "--owner", "--team", "OUTCOME"}) {
    if (argument.starts_with(one)) return true;
  }
  return false;
}

std::string Violation(const google::rpc::BadRequest::FieldViolation& violation, const CommandLine& typed) {
  const std::string argument = ArgumentFor(violation.field(), typed);
  std::string description = WithArguments(violation.field(), violation.description(), typed);
  // What is to be called instead, as the command that calls it.
  if (!typed.takes_fields) absl::StrReplaceAll({{"SetGoalPart", "laurel goal part"}}, &description);
  const bool as_typed = !typed.takes_fields && TakesWords(argument);
  return fmt::format("{}: {}", argument, as_typed ? AsTyped(description) : description);
}

// "GROUP_HELD" -> "group held"; "ACKNOWLEDGED,RETRACTED" -> "acknowledged or retracted".
std::string AsWords(std::string_view names) {
  return absl::AsciiStrToLower(
      absl::StrReplaceAll({names.data(), names.size()}, {{"_", " "}, {",", " or "}}));
}

// "make a goal a part of it", from "goals/… is ACHIEVED: cannot make a goal a part of it. Allowed next: …".
std::string RefusedIn(const absl::Status& status) {
  constexpr std::string_view kBefore = ": cannot ";
  constexpr std::string_view kAfter = ". Allowed next";
  const std::string message(status.message());
  const std::size_t begin = message.find(kBefore);
  const std::size_t end = message.find(kAfter);
  if (begin == std::string::npos || end == std::string::npos || end < begin + kBefore.size()) return "";
  return message.substr(begin + kBefore.size(), end - begin - kBefore.size());
}

// "--parent \"happier callers\"": what was named there is in the wrong state, not what the command is about.
std::string OtherNamed(const Subject& subject, const CommandLine& typed) {
  if (subject.field.empty()) return std::string(subject.name);
  const std::string argument = ArgumentFor(subject.field, typed);
  const auto values = typed.arguments.find(argument);
  const bool one = values != typed.arguments.end() && values->second.size() == 1;
  return one ? fmt::format("{} \"{}\"", argument, values->second.front()) : argument;
}

// What a state does not allow; the service names the resource and its states as programs know them.
std::string WrongState(const google::rpc::ErrorInfo& info, const absl::Status& status,
                       const CommandLine& typed) {
  const auto state = info.metadata().find("state");
  const auto allowed = info.metadata().find("allowed");
  if (state == info.metadata().end() || allowed == info.metadata().end()) return "";
  const std::string is = fmt::format("it is {}", AsWords(state->second));
  if (const auto other = OtherSubject(status)) {
    const std::string refused = RefusedIn(status);
    return fmt::format("{}: {}{}", OtherNamed(*other, typed), is,
                       refused.empty() ? "" : fmt::format(", so you cannot {}", refused));
  }
  if (allowed->second.empty()) return fmt::format("{}: that is final", is);
  return fmt::format("{}: from there it can only be {}", is, AsWords(allowed->second));
}

// What the goal is called on this command line: "k3x9qz", "\"happier callers\"".
std::string GoalAsTyped(const CommandLine& typed) {
  const auto goal = typed.arguments.find("GOAL");
  if (goal == typed.arguments.end() || goal->second.size() != 1) return "GOAL";
  const std::string& text = goal->second.front();
  return text.find(' ') == std::string::npos ? text : fmt::format("\"{}\"", text);
}

// The command that leads out of a state of a goal, from what the service says of it: "goals/… is DRAFT:
// cannot check in. Allowed next: ACTIVE,DISCARDED". Nothing where there is none, or for other resources.
std::string NextForGoal(const google::rpc::ErrorInfo& info, const absl::Status& status,
                        const CommandLine& typed) {
  constexpr std::string_view kGoals = "goals/";
  constexpr std::size_t kIdShown = 6;
  const std::string message(status.message());
  const std::string name = message.substr(0, message.find(' '));
  const auto state = info.metadata().find("state");
  const auto allowed = info.metadata().find("allowed");
  if (!name.starts_with(kGoals) || state == info.metadata().end() || allowed == info.metadata().end())
    return "";
  std::string goal = GoalAsTyped(typed);
  if (goal == "GOAL")
    goal = name.substr(std::max(kGoals.size(), name.size() - std::min(name.size(), kIdShown)));
  if (state->second == "PROPOSED")
    return fmt::format("whoever it is proposed to takes it: laurel goal accept {}", goal);
  if (state->second == "DRAFT") return fmt::format("let it count first: laurel goal activate {}", goal);
  const auto leads_to = [&](std::string_view to) { return allowed->second.find(to) != std::string::npos; };
  const std::string refused = RefusedIn(status);
  const bool put_away = refused == "make it ARCHIVED" || refused == "make it DISCARDED";
  if (state->second == "ACTIVE") {
    return put_away ? fmt::format("close it first: laurel goal close {} achieved", goal) : "";
  }
  if (refused == "make it DRAFT" || refused == "make it DECLINED" || put_away) return "";
  return leads_to("ACTIVE") ? fmt::format("go on with it: laurel goal reopen {} --reason \"…\"", goal) : "";
}

// Of an argument that one's own people have no part in, the relations with them are no way out.
std::string HintFor(std::string_view reason, const absl::Status& status, const CommandLine& typed) {
  if (reason == "PARENT_CLOSED") {
    return fmt::format("take it out of that one first: laurel goal update {} --parent none",
                       GoalAsTyped(typed));
  }
  const auto info = ErrorInfoOf(status);
  if (reason == "NOT_YOUR_REPORT" && info && info->metadata().contains("field")) {
    const std::string& field = info->metadata().at("field");
    if (field == "coaching_session.coach") return "leave --coach out for a session that you coach";
    // Whom one may propose it to is a matter of relations; whose goals one makes is not.
    if (field.starts_with("goal.owners") && !typed.arguments.contains("WHO")) {
      return "propose it to them: laurel goal propose WHO \"…\"";
    }
    if (field == "goal.level" || field == "goal.team" || field == "team") return "";
    if (field == "manager") return "leave --manager out for your own people";
  }
  if (reason == "WRONG_STATE" && info && !typed.takes_fields && !OtherSubject(status)) {
    return NextForGoal(*info, status, typed);
  }
  return std::string(Find(reason, kHints));
}

bool IsOurs(std::string_view reason) {
  return reason == kUsageReason || reason == kPartialReason || reason == kUnreachableReason ||
         reason == kNoAnswerReason || reason == kNoTokenReason || reason == kInterruptedReason;
}

}  // namespace

Error UsageError(std::string_view message) {
  return Error(absl::StatusCode::kInvalidArgument, kUsageReason, message);
}

absl::Status About(std::string_view what, const absl::Status& status) {
  if (ReasonOf(status) != kUsageReason) return status;
  return Error(status.code(), kUsageReason, fmt::format("{}: {}", what, std::string(status.message())));
}

FailureText Explain(const absl::Status& status, absl::TimeZone zone, const CommandLine& typed) {
  FailureText text;
  if (const auto fields = BadRequestOf(status)) {
    for (const auto& violation : fields->field_violations())
      text.errors.push_back(Violation(violation, typed));
  }
  const std::string reason = ReasonOf(status);
  if (text.errors.empty() && reason == "WRONG_STATE") {
    const std::string state = WrongState(*ErrorInfoOf(status), status, typed);
    if (!state.empty()) text.errors.push_back(state);
  }
  if (const auto info = ErrorInfoOf(status); info && text.errors.empty()) {
    const std::string points = PointsFailure(*info, zone);
    if (!points.empty()) text.errors.push_back(points);
  }
  if (reason == "PARENT_CLOSED") text.errors = {"the goal that it is a part of is over"};
  if (text.errors.empty()) {
    const std::string message(status.message());
    text.errors.push_back(message.empty() ? absl::StatusCodeToString(status.code()) : message);
  }
  text.hint = HintFor(reason, status, typed);
  if (!IsOurs(reason)) text.reason = reason.empty() ? absl::StatusCodeToString(status.code()) : reason;
  return text;
}

}  // namespace laurel::cli
