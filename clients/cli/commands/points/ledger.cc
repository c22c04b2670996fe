#include <set>

#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "clients/cli/connection/failure.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using Stub = v1::RecognitionService::Stub;

struct LedgerOptions {
  std::string who, kind, period, recognition;
  int limit = 50;
};

constexpr int kBatch = 200;

// What the postings are about, as far as the caller reads it: it says who thanked whom.
std::map<std::string, Recognition> RecognitionsOf(Context& context, const std::vector<Posting>& postings) {
  std::set<std::string> names;
  for (const Posting& posting : postings) {
    if (!posting.recognition().empty()) names.insert(posting.recognition());
  }
  std::map<std::string, Recognition> found;
  while (!names.empty()) {
    v1::BatchGetRecognitionsRequest request;
    while (!names.empty() && request.names_size() < kBatch) {
      request.add_names(names.extract(names.begin()).value());
    }
    const auto answer = context.recognition().Call(&Stub::BatchGetRecognitions, request);
    if (!answer.ok()) {
      context.screen().Remark(
          fmt::format("who was thanked is missing: {}", std::string(answer.status().message())));
      return found;
    }
    for (const Recognition& one : answer->recognitions()) found[one.name()] = one;
  }
  return found;
}

absl::StatusOr<v1::ListLedgerTransactionsRequest> RequestFrom(Context& context,
                                                              const LedgerOptions& options) {
  v1::ListLedgerTransactionsRequest request;
  ASSIGN_OR_RETURN(const auto kind, EnumArgument<v1::LedgerKind>("--kind", options.kind));
  request.set_kind(kind);
  if (!options.period.empty()) {
    const auto month = ParseMonth(options.period, context.here().Today());
    if (!month.ok()) return About("--period", month.status());
    request.set_period(fmt::format("{:04}-{:02}", month->year(), month->month()));
  }
  if (!options.recognition.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_recognition(), RecognitionArgument(context, options.recognition));
  }
  const bool of_somebody = !options.who.empty() || options.recognition.empty();
  if (of_somebody) {
    ASSIGN_OR_RETURN(const auto person,
                     FindPerson(context.directory(), options.who.empty() ? "me" : options.who));
    request.set_person(person.name());
  }
  return request;
}

void PrintForPeople(Context& context, const std::vector<Posting>& postings, const std::string& person,
                    bool is_caller) {
  const std::map<std::string, Recognition> recognitions = RecognitionsOf(context, postings);
  std::vector<std::string> ids;
  std::vector<Recognition> named;
  for (const auto& [name, one] : recognitions) {
    ids.push_back(name);
    named.push_back(one);
  }
  std::vector<std::string> people = PeopleOf(postings);
  for (const std::string& one : PeopleOf(named)) people.push_back(one);
  people.push_back(person);
  NamesIn(context, named);  // with the teams among them
  const LedgerReader reader{person, is_caller, context.NamesOf(people), recognitions, context.here()};
  context.shown_ids().Remember(ids);
  context.screen().Print(context.screen().format() == Format::kCsv ? EntryTable(postings, reader)
                                                                   : LedgerTable(postings, reader),
                         "No points have been moved.");
}

absl::Status ShowLedger(Context& context, const LedgerOptions& options) {
  ASSIGN_OR_RETURN(const auto request, RequestFrom(context, options));
  ASSIGN_OR_RETURN(
      const auto listed,
      ListPages<Posting>(context.recognition(), &Stub::ListLedgerTransactions, request,
                         &v1::ListLedgerTransactionsResponse::ledger_transactions, options.limit));
  if (context.screen().wants_records()) {
    context.screen().Print(RecordsOf(listed.items));
  } else {
    PrintForPeople(context, listed.items, request.person(), options.who.empty() || options.who == "me");
  }
  RemarkIfMore(context.screen(), listed.more, options.limit);
  return absl::OkStatus();
}

absl::Status Verify(Context& context) {
  ASSIGN_OR_RETURN(const auto found,
                   context.recognition().Call(&Stub::VerifyLedger, v1::VerifyLedgerRequest()));
  const bool good = found.imbalance() == 0 && found.accounts_below_floor() == 0 && found.balances_off() == 0;
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(found);
  } else {
    Table table({"what", "count"});
    table.Add({"transactions", std::to_string(found.transactions())});
    table.Add({"entries", std::to_string(found.entries())});
    table.Add({"transactions that do not sum to 0", std::to_string(found.imbalance())});
    table.Add({"accounts below 0", std::to_string(found.accounts_below_floor())});
    table.Add({"balances that are not their entries' sum", std::to_string(found.balances_off())});
    screen.PrintDetails(table);
    if (good) screen.Say("The ledger adds up.", Style::kGood);
  }
  if (good) return absl::OkStatus();
  return Error(absl::StatusCode::kDataLoss, "LEDGER_DOES_NOT_ADD_UP", "the ledger does not add up");
}

}  // namespace

void AddLedger(CLI::App& app, Chosen& chosen) {
  CLI::App* command =
      AddCommand(app, "ledger", "How points came and went, newest first",
                 "laurel ledger\nlaurel ledger --period \"last month\"\nlaurel ledger ana --kind adjust\n"
                 "laurel ledger --limit 0 -o csv\nlaurel ledger verify        whether it all adds up");
  auto options = std::make_shared<LedgerOptions>();
  command->add_option("WHO", options->who,
                      "somebody else's: for those who administer recognition, and auditors");
  command->add_option("--kind", options->kind, "give, grant, expire, boost, adjust, …")->type_name("KIND");
  command->add_option("--period", options->period, "of this month: 2026-11, november, last month")
      ->type_name("MONTH");
  command->add_option("--recognition", options->recognition, "of this recognition")->type_name("RECOGNITION");
  AddLimit(*command, options->limit);
  chosen.When(command, [options](Context& context) { return ShowLedger(context, *options); });

  CLI::App* verify =
      AddCommand(*command, "verify",
                 "Adds up all entries and compares; for those who administer recognition, and auditors",
                 "laurel ledger verify\nlaurel ledger verify -o json");
  chosen.When(verify, Verify);
}

}  // namespace laurel::cli
