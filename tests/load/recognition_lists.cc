#include "tests/load/recognition_lists.h"

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "tests/load/closed_loop.h"
#include "tests/load/pages.h"

namespace laurel::load {
namespace {

using Stub = v1::RecognitionService::Stub;

struct Case {
  std::string name, caller;
  v1::ListRecognitionsRequest request;
};

std::vector<Case> Cases(const RecognitionWorld& world) {
  std::vector<Case> lists;
  const auto add = [&lists](const std::string& name, const char* caller,
                            const std::function<void(v1::ListRecognitionsRequest&)>& filter) {
    Case list{name, caller, {}};
    filter(list.request);
    lists.push_back(list);
    // All but the oldest and the newest: the range begins inside the list.
    *list.request.mutable_start_time() =
        ToTimestamp(absl::Now() - absl::Hours(24 * 365 * 3) + absl::Minutes(5));
    *list.request.mutable_end_time() = ToTimestamp(absl::Now() - absl::Hours(24));
    list.name += ", time";
    lists.push_back(list);
  };
  const auto of = [&](const char* recipient, const char* sender) {
    return [&world, recipient, sender](v1::ListRecognitionsRequest& request) {
      if (recipient != nullptr) request.set_recipient(world.NameOf(recipient));
      if (sender != nullptr) request.set_sender(world.NameOf(sender));
    };
  };
  add("feed", kStranger, of(nullptr, nullptr));
  add("recipient, themselves", kReceiver, of(kReceiver, nullptr));
  add("recipient, manager", kManager, of(kReceiver, nullptr));
  add("recipient, peer with team", kPeer, of(kReceiver, nullptr));
  add("recipient, stranger", kStranger, of(kReceiver, nullptr));
  add("recipient, RECOGNITION_ADMIN", kRewarder, of(kReceiver, nullptr));
  add("recipient, auditor", kAuditor, of(kReceiver, nullptr));
  add("sender, themselves", kSender, of(nullptr, kSender));
  add("sender, peer with team", kPeer, of(nullptr, kSender));
  add("sender, stranger", kStranger, of(nullptr, kSender));
  add("sender, RECOGNITION_ADMIN", kRewarder, of(nullptr, kSender));
  add("recipient + sender, recipient", kReceiver, of(kReceiver, kSender));
  add("recipient + sender, manager", kManager, of(kReceiver, kSender));
  add("recipient + sender, peer", kPeer, of(kReceiver, kSender));
  add("recipient + sender, stranger", kStranger, of(kReceiver, kSender));
  add("team, member", kPeer, [&](auto& request) { request.set_team(world.team()); });
  add("team, stranger", kStranger, [&](auto& request) { request.set_team(world.team()); });
  add("value, stranger", kStranger, [&](auto& request) { request.set_value(world.value()); });
  return lists;
}

ReadPage ReaderOf(const RecognitionWorld& world, const Case& list) {
  const std::shared_ptr<Stub> stub = v1::RecognitionService::NewStub(faults::Connect(world.address()));
  return [&world, stub, list](int page_size, const std::string& page_token) -> Page {
    v1::ListRecognitionsRequest request = list.request;
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    const v1::ListRecognitionsResponse page =
        world.Call(*stub, &Stub::ListRecognitions, list.caller, request);
    return {page.recognitions_size(), page.next_page_token()};
  };
}

void MeasureProof(const RecognitionWorld& world) {
  constexpr int kProofs = 3;
  const auto stub = v1::RecognitionService::NewStub(faults::Connect(world.address()));
  v1::VerifyLedgerResponse proof;
  const Latencies taken = Measure(1, kProofs, [&](int, int) {
    proof = world.Call(*stub, &Stub::VerifyLedger, kAuditor, v1::VerifyLedgerRequest());
  });
  fmt::print("VerifyLedger, {:>9} transactions, {:>9} entries: {:8.1f} ms (median of {})\n",
             proof.transactions(), proof.entries(), taken.At(0.5), kProofs);
  if (proof.imbalance() != 0 || proof.accounts_below_floor() != 0 || proof.balances_off() != 0)
    throw std::runtime_error("the ledger does not prove: " + proof.ShortDebugString());
}

// Of the month before this one, and of the few people whom directory knows: what they received and gave.
void MeasureSummary(const RecognitionWorld& world, int calls) {
  const auto stub = v1::RecognitionService::NewStub(faults::Connect(world.address()));
  v1::GetRecognitionSummaryRequest request;
  const absl::CivilMonth month(absl::ToCivilDay(absl::Now(), absl::UTCTimeZone()));
  *request.mutable_start_date() = ToDate(absl::CivilDay(month - 1));
  request.set_window(v1::SUMMARY_WINDOW_MONTH);
  const Latencies taken = Measure(
      1, calls, [&](int, int) { world.Call(*stub, &Stub::GetRecognitionSummary, kRewarder, request); });
  fmt::print("GetRecognitionSummary of a month of few people: p50 {:6.2f} ms, p99 {:6.2f} ms\n",
             taken.At(0.5), taken.At(0.99));
}

}  // namespace

void MeasureReads(RecognitionWorld& few, RecognitionWorld& many, int recognitions, int calls) {
  const absl::Time start = absl::Now();
  few.Insert(kFew);
  many.Insert(recognitions);
  fmt::print("{} and {} recognitions inserted in {:.0f} s\n", kFew, recognitions,
             absl::ToDoubleSeconds(absl::Now() - start));
  PrintPagesHead("ListRecognitions", "recognitions", recognitions, calls);
  const std::vector<Case> of_few = Cases(few);
  const std::vector<Case> of_many = Cases(many);
  for (std::size_t i = 0; i < of_few.size(); ++i) {
    PrintPages({of_few[i].name, ReaderOf(few, of_few[i]), ReaderOf(many, of_many[i])}, calls);
  }
  fmt::print("\n");
  for (const RecognitionWorld* world : {&few, &many}) MeasureProof(*world);
  for (const RecognitionWorld* world : {&few, &many}) MeasureSummary(*world, calls);
}

}  // namespace laurel::load
