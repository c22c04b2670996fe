#include "clients/cli/commands/recognition/recognition.h"

#include <algorithm>

#include "clients/cli/app/show.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/ids/short_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using Stub = v1::RecognitionService::Stub;
using Request = v1::ListRecognitionsRequest;

constexpr int kRecent = 200;
constexpr int kBatch = 200;
constexpr std::size_t kWidthElsewhere = 80;  // of lines that go into a file or a pipe
constexpr std::size_t kWidest = 100;         // longer lines are hard to read

// Where a recognition that somebody has an id of may stand: on the wall, among what they sent, received or
// are to decide about.
absl::StatusOr<std::vector<std::string>> RecentNames(Context& context) {
  std::vector<Request> requests(4);
  requests[1].set_recipient("people/me");
  requests[2].set_sender("people/me");
  requests[3].set_awaiting_decision(true);
  std::vector<std::string> names;
  for (const Request& request : requests) {
    ASSIGN_OR_RETURN(const auto listed, ListRecognitions(context, request, kRecent));
    for (const Recognition& one : listed.items) names.push_back(one.name());
  }
  return names;
}

// Who gave it, and who administers recognition, still reads what is taken back or hidden.
bool IsThere(const Recognition& one) { return one.state() == v1::RECOGNITION_STATE_PUBLISHED; }

}  // namespace

void AddRecognitionId(CLI::App& command, std::string& id) {
  command.add_option("RECOGNITION", id, "the id that the wall and lists show, or the full name")->required();
}

absl::StatusOr<std::string> RecognitionArgument(Context& context, const std::string& text) {
  constexpr char kCollection[] = "recognitions";
  ASSIGN_OR_RETURN(std::string name, FullName(kCollection, text));
  if (!name.empty()) return name;
  auto shown = MatchShortId(kCollection, text, context.shown_ids().Recall());
  if (shown.ok() || shown.status().code() != absl::StatusCode::kNotFound) return shown;
  ASSIGN_OR_RETURN(const std::vector<std::string> recent, RecentNames(context));
  return MatchShortId(kCollection, text, recent);
}

absl::StatusOr<Recognition> GetRecognition(Context& context, const std::string& name) {
  v1::GetRecognitionRequest request;
  request.set_name(name);
  return context.recognition().Call(&Stub::GetRecognition, request);
}

absl::StatusOr<Listed<Recognition>> ListRecognitions(Context& context, const Request& request, int limit) {
  return ListPages<Recognition>(context.recognition(), &Stub::ListRecognitions, request,
                                &v1::ListRecognitionsResponse::recognitions, limit);
}

absl::StatusOr<std::vector<Recognition>> ListAwaiting(Context& context) {
  Request request;
  request.set_awaiting_decision(true);
  ASSIGN_OR_RETURN(Listed<Recognition> listed, ListRecognitions(context, request, 0));
  return std::move(listed.items);
}

std::set<std::string> WithdrawnParents(Context& context, const std::vector<Recognition>& recognitions) {
  std::set<std::string> parents;
  for (const Recognition& one : recognitions) {
    if (!one.parent().empty()) parents.insert(one.parent());
  }
  for (const Recognition& one : recognitions) {
    if (IsThere(one)) parents.erase(one.name());
  }
  std::set<std::string> gone = parents;
  while (!parents.empty()) {
    v1::BatchGetRecognitionsRequest request;
    while (!parents.empty() && request.names_size() < kBatch) {
      request.add_names(parents.extract(parents.begin()).value());
    }
    const auto answer = context.recognition().Call(&Stub::BatchGetRecognitions, request);
    if (!answer.ok()) return {};
    for (const Recognition& one : answer->recognitions()) {
      if (IsThere(one)) gone.erase(one.name());
    }
  }
  return gone;
}

const Names& NamesIn(Context& context, const std::vector<Recognition>& recognitions) {
  const bool teams =
      std::ranges::any_of(recognitions, [](const Recognition& one) { return !one.team().empty(); });
  const std::vector<std::string> people = PeopleOf(recognitions);
  return teams ? context.NamesWithTeams(people) : context.NamesOf(people);
}

void PrintRecognitions(Context& context, const std::vector<Recognition>& recognitions,
                       std::string_view nothing) {
  const auto table = [&] {
    context.shown_ids().Remember(NamesOfAll(recognitions));
    const Tags tags = TagsFor(context, recognitions);
    return RecognitionTable(recognitions, {NamesIn(context, recognitions), tags, context.here()});
  };
  ShowList(context.screen(), recognitions, table, nothing);
}

void PrintOnWall(Context& context, const std::vector<Recognition>& recognitions) {
  Screen& screen = context.screen();
  const Tags tags = TagsFor(context, recognitions);
  const Names& names = NamesIn(context, recognitions);
  context.shown_ids().Remember(NamesOfAll(recognitions));
  const std::size_t width = std::min(screen.width(kWidthElsewhere), kWidest);
  const Called called{names, tags, context.here(), WithdrawnParents(context, recognitions)};
  for (const Recognition& one : recognitions) {
    for (const SpanLine& line : WallEntry(one, called, width)) {
      screen.Say(line);
    }
    screen.Say("");
  }
}

void PrintChanged(Context& context, std::string_view done, const Recognition& recognition) {
  if (context.screen().wants_records()) return context.screen().Print(recognition);
  if (context.screen().format() == Format::kCsv) return PrintRecognitions(context, {recognition}, "");
  const Tags tags = TagsFor(context, {recognition});
  const Names& names = NamesIn(context, {recognition});
  context.screen().Say(fmt::format("{}: {} thanks {} ({})", done, names.Person(recognition.sender()).shown,
                                   GiftPhrase(recognition, {names, tags, context.here()}),
                                   ShortIds({recognition.name()}).Of(recognition.name())));
  context.shown_ids().Remember({recognition.name()});
}

absl::StatusOr<Balance> GetBalance(Context& context, const std::string& person) {
  v1::GetBalanceRequest request;
  request.set_name(fmt::format("{}/balance", person));
  return context.recognition().Call(&Stub::GetBalance, request);
}

void SayAllowance(Context& context) {
  if (context.screen().format() != Format::kTable) return;
  const auto balance = GetBalance(context, "people/me");
  if (!balance.ok()) {
    context.screen().Remark(
        fmt::format("what you may still give is not known now: {}", std::string(balance.status().message())));
  } else if (balance->allowance() > 0 || balance->boost() > 0) {
    context.screen().Say(AllowanceSentence(*balance, context.here()), Style::kDim);
  }
}

void AddRecognition(CLI::App& app, Chosen& chosen) {
  CLI::App* noun = AddNoun(app, "recognition", "Thanks to colleagues: reading, answering, deciding",
                           "laurel recognition list --to me\n"
                           "laurel recognition react k3x9qz clap\n"
                           "laurel recognition comment k3x9qz \"Well deserved\"\n"
                           "laurel recognition approve k3x9qz\n"
                           "laurel thank ana \"…\"                          to thank somebody");
  AddRecognitionList(*noun, chosen);
  AddRecognitionShow(*noun, chosen);
  AddRecognitionHistory(*noun, chosen);
  AddReactions(*noun, chosen);
  AddComments(*noun, chosen);
  AddDecisions(*noun, chosen);
  AddSummary(*noun, chosen);
}

}  // namespace laurel::cli
