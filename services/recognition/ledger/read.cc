#include <string>
#include <utility>
#include <vector>

#include "common/api/fill_page.h"
#include "common/api/ulid.h"
#include "common/org/access.h"
#include "common/status/macros.h"
#include "services/recognition/allowance/rules.h"
#include "services/recognition/errors.h"
#include "services/recognition/ledger/access.h"
#include "services/recognition/ledger/handlers.h"
#include "services/recognition/ledger/rules.h"
#include "services/recognition/ledger/store.h"
#include "services/recognition/names.h"

namespace laurel::recognition::ledger {
namespace {

using Transactions = std::vector<v1::LedgerTransaction>;

absl::Status CheckArguments(const v1::ListLedgerTransactionsRequest& request) {
  FieldViolations violations;
  if (!request.recognition().empty()) {
    const std::string_view alone = "is not asked for together with a recognition";
    if (!request.person().empty()) violations.Add("person", alone);
    if (request.kind() != v1::LEDGER_KIND_UNSPECIFIED) violations.Add("kind", alone);
    if (!request.period().empty()) violations.Add("period", alone);
  }
  if (!request.period().empty() && !allowance::ParsePeriod(request.period()).has_value())
    violations.Add("period", "is no month, such as 2026-11");
  return violations.ToStatus();
}

// The person (id) whose transactions are asked for; empty: those of a recognition.
absl::StatusOr<std::string> PersonFor(const Env& env, const rpc::Call& call,
                                      const v1::ListLedgerTransactionsRequest& request) {
  const bool own = request.person().empty() || request.person() == call.caller.name;
  if (own && request.recognition().empty()) return call.caller.id;
  if (!SeesEverybody(call.caller)) {
    return NotAllowed(
        "only RECOGNITION_ADMIN and AUDITOR read the transactions of other people and of recognitions: leave "
        "person and recognition empty for your own");
  }
  RETURN_IF_ERROR(org::CheckPeople(env.organization, {{"person", request.person()}}, call.now, call.deadline,
                                   /*refuse_leavers=*/false));
  return std::string(IdOf(request.person()));
}

void WithholdOthers(std::string_view person, Transactions& transactions) {
  for (v1::LedgerTransaction& transaction : transactions) {
    auto& entries = *transaction.mutable_entries();
    const auto kept = std::remove_if(entries.begin(), entries.end(), [&](const v1::LedgerEntry& entry) {
      return PersonOf(entry.account()) != person;
    });
    entries.erase(kept, entries.end());
  }
}

}  // namespace

absl::StatusOr<v1::ListLedgerTransactionsResponse> ListLedgerTransactions(
    Env& env, rpc::Call& call, const v1::ListLedgerTransactionsRequest& request) {
  RETURN_IF_ERROR(CheckArguments(request));
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  if (!page.after.empty() && (page.after.size() != 1 || !api::IsUlid(page.after[0])))
    return api::ForeignCursor();
  ASSIGN_OR_RETURN(const std::string person, PersonFor(env, call, request));
  const Listing listing{.person = person,
                        .recognition = std::string(IdOf(request.recognition())),
                        .kind = request.kind(),
                        .period = request.period(),
                        .after = page.after.empty() ? "" : page.after[0],
                        .limit = page.size + 1};
  ASSIGN_OR_RETURN(Transactions transactions,
                   env.db.Read<Transactions>(call.deadline, [&](sql::Connection& connection) {
                     return List(connection, listing);
                   }));
  if (!SeesEverybody(call.caller)) WithholdOthers(call.caller.id, transactions);
  v1::ListLedgerTransactionsResponse answer;
  const auto cursor_of = [](const v1::LedgerTransaction& row) {
    return api::Cursor{std::string(IdOf(row.name()))};
  };
  api::FillPage(call.caller.id, request, std::move(transactions), page.size, cursor_of,
                answer.mutable_ledger_transactions(), answer.mutable_next_page_token());
  return answer;
}

}  // namespace laurel::recognition::ledger
