#include "services/recognition/balance/access.h"

#include <numeric>
#include <vector>

#include "common/org/access.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/recognition/ledger/store.h"
#include "services/recognition/names.h"
#include "services/recognition/recognition/store.h"

namespace laurel::recognition::balance {

namespace {

// What waits for approval of what this person (id) gave.
absl::StatusOr<std::int64_t> HeldOf(sql::Connection& connection, std::string_view sender) {
  ASSIGN_OR_RETURN(const std::vector<std::string> pending, recognition::FindPendingOf(connection, sender));
  std::vector<std::string> accounts;
  for (const std::string& id : pending) accounts.push_back(ledger::Held(id));
  ASSIGN_OR_RETURN(const std::vector<std::int64_t> held,
                   ledger::BalancesOf(connection, accounts, sql::Lock::kNone));
  return std::accumulate(held.begin(), held.end(), std::int64_t{0});
}

}  // namespace

absl::StatusOr<std::string> RequireOwner(const Env& env, const rpc::Call& call, std::string_view balance) {
  std::string id = kBalancePattern.Match(balance)->front();
  if (!org::AwaitPerson(env.organization, id, call.now, call.deadline)) return NotFound();
  return id;
}

absl::StatusOr<v1::Balance> ReadBalance(sql::Connection& connection, const allowance::Wallet& wallet) {
  v1::Balance balance;
  balance.set_name(kBalancePattern.Format({wallet.person}));
  balance.set_period(wallet.period.name);
  balance.set_allowance(wallet.allowance);
  balance.set_given(wallet.allowance - wallet.giving);
  balance.set_remaining(wallet.giving);
  balance.set_boost(wallet.boost);
  *balance.mutable_reset_time() = ToTimestamp(wallet.period.end);
  ASSIGN_OR_RETURN(const std::int64_t earned,
                   ledger::BalanceOf(connection, ledger::Earned(wallet.person), sql::Lock::kNone));
  ASSIGN_OR_RETURN(const std::int64_t held, HeldOf(connection, wallet.person));
  balance.set_earned(earned);
  balance.set_held(held);
  return balance;
}

}  // namespace laurel::recognition::balance
