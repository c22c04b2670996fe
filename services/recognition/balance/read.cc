#include <string>

#include "common/status/macros.h"
#include "services/recognition/allowance/wallet.h"
#include "services/recognition/balance/access.h"
#include "services/recognition/balance/handlers.h"
#include "services/recognition/errors.h"
#include "services/recognition/ledger/access.h"
#include "services/recognition/names.h"
#include "services/recognition/program/store.h"

namespace laurel::recognition::balance {

absl::StatusOr<v1::Balance> GetBalance(Env& env, rpc::Call& call, const v1::GetBalanceRequest& request) {
  const bool own = request.name() == kBalancePattern.Format({call.caller.id});
  if (!own && !ledger::SeesEverybody(call.caller)) {
    return NotAllowed("only RECOGNITION_ADMIN and AUDITOR read the balance of somebody else");
  }
  ASSIGN_OR_RETURN(const std::string person, RequireOwner(env, call, request.name()));
  return env.db.Read<v1::Balance>(
      call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<v1::Balance> {
        ASSIGN_OR_RETURN(const program::Stored stored, program::Find(connection, sql::Lock::kNone));
        ASSIGN_OR_RETURN(const allowance::Wallet wallet,
                         allowance::PeekWallet(env, connection, stored.program, person, call.now));
        return ReadBalance(connection, wallet);
      });
}

}  // namespace laurel::recognition::balance
