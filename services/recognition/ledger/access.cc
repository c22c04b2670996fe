#include "services/recognition/ledger/access.h"

#include "common/org/access.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/recognition/ledger/store.h"
#include "services/recognition/names.h"

namespace laurel::recognition::ledger {

bool SeesEverybody(const auth::Principal& caller) {
  return caller.IsRecognitionAdmin() || caller.IsAuditor();
}

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
  ASSIGN_OR_RETURN(const std::int64_t earned, BalanceOf(connection, Earned(wallet.person), sql::Lock::kNone));
  ASSIGN_OR_RETURN(const std::int64_t held, HeldOf(connection, wallet.person));
  balance.set_earned(earned);
  balance.set_held(held);
  return balance;
}

}  // namespace laurel::recognition::ledger
