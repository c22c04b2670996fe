#include "common/time/convert.h"
#include "services/recognition/tests/permission_table/calls.h"

namespace laurel::recognition::testing {
namespace {

using Stub = Suite::Stub;
using enum Try::Kind;
using laurel::testing::TryOf;

std::string Nothing(World&) { return ""; }

v1::GetRecognitionSummaryRequest SummaryRequest() {
  v1::GetRecognitionSummaryRequest request;
  *request.mutable_start_date() = ToDate(absl::CivilDay(2026, 1, 1));
  request.set_window(v1::SUMMARY_WINDOW_MONTH);
  return request;
}

template <typename Request>
auto Always(Request request) {
  return [request](const std::string&) { return request; };
}

v1::ListLedgerTransactionsRequest TransactionsOf(const std::string& person) {
  v1::ListLedgerTransactionsRequest request;
  request.set_person(person);
  return request;
}

void AddValues(std::vector<Try>& calls) {
  int made = 0;
  const auto make = [made](World& world) mutable {
    return world.suite.Value(fmt::format("value-{}", ++made)).name();
  };
  const auto make_other = [made](World& world) mutable {
    return world.suite.Value(fmt::format("other-{}", ++made)).name();
  };
  calls.push_back(TryOf<World>(kList, "Value", "everything", make, &Stub::ListValues, [](const std::string&) {
    v1::ListValuesRequest request;
    request.set_page_size(200);
    return request;
  }));
  calls.push_back(
      TryOf<World>(kPolicy, "Value", "w", make_other, &Stub::UpdateValue, [](const std::string& target) {
        v1::UpdateValueRequest request;
        request.mutable_value()->set_name(target);
        request.mutable_value()->set_active(false);
        request.mutable_update_mask()->add_paths("active");
        return request;
      }));
  calls.push_back(TryOf<World>(kStart, "to make a value", "", Nothing, &Stub::CreateValue,
                               Always(ValueRequest("started"))));
}

}  // namespace

World::World() {
  suite.SetProgram([](v1::Program& program) {
    program.set_allowance(1'000'000);
    program.set_pair_cap(1'000'000);
  });
}

std::vector<Try> CallsAboutPoints() {
  std::vector<Try> calls;
  AddValues(calls);
  const auto start = [&](const char* what, auto method, auto request) {
    calls.push_back(TryOf<World>(kStart, what, "", Nothing, method, Always(request)));
  };
  start("to thank Ana", &Stub::GiveRecognition, GiveRequest({kAna}));
  start("to read the programme", &Stub::GetProgram, v1::GetProgramRequest());
  v1::UpdateProgramRequest update;
  update.mutable_program()->set_max_each(40);
  update.mutable_update_mask()->add_paths("max_each");
  start("to change the programme", &Stub::UpdateProgram, update);
  start("to read Sam's balance", &Stub::GetBalance, BalanceRequest(kSam));
  start("to read Sam's transactions", &Stub::ListLedgerTransactions, TransactionsOf(Person(kSam)));
  start("to read one's own transactions", &Stub::ListLedgerTransactions, TransactionsOf("people/me"));
  calls.push_back(TryOf<World>(
      kStart, "to read the transactions of a recognition", "",
      [](World& world) { return world.suite.Given(kSam, {kAna}, 1).name(); }, &Stub::ListLedgerTransactions,
      [](const std::string& target) {
        v1::ListLedgerTransactionsRequest request;
        request.set_recognition(target);
        return request;
      }));
  start("to give points", &Stub::BoostAllowance, BoostRequest(kSam, 1));
  start("to give points", &Stub::AdjustBalance, AdjustRequest(kSam, 1));
  start("to prove the ledger", &Stub::VerifyLedger, v1::VerifyLedgerRequest());
  start("to count all recognition", &Stub::GetRecognitionSummary, SummaryRequest());
  return calls;
}

}  // namespace laurel::recognition::testing
