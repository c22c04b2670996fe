// What RECOGNITION_ADMIN changes of a person's points.
#include <string>

#include "common/org/access.h"
#include "common/service/write_context.h"
#include "common/sql/always_readable.h"
#include "common/status/macros.h"
#include "services/recognition/allowance/wallet.h"
#include "services/recognition/balance/access.h"
#include "services/recognition/balance/handlers.h"
#include "services/recognition/errors.h"
#include "services/recognition/events.h"
#include "services/recognition/ledger/post.h"
#include "services/recognition/ledger/store.h"
#include "services/recognition/names.h"
#include "services/recognition/program/store.h"

namespace laurel::recognition::balance {
namespace {

// `change`: what is posted.
void Save(const Env& env, const rpc::Call& call, const ledger::Transaction& change, std::string_view event,
          std::string_view person, std::int64_t points, sql::Changes& changes) {
  const std::string name = org::kPersonPattern.Format({person});
  ledger::Post(env, changes, change, call.caller.id, call.now);
  TellBalance(TellingOf(env, call, changes), event, name, points);
  changes.Mention(name);
}

absl::StatusOr<v1::Balance> Boosted(const Env& env, const rpc::Call& call, std::string_view person,
                                    const v1::BoostAllowanceRequest& request, sql::Connection& connection,
                                    sql::Changes& changes) {
  ASSIGN_OR_RETURN(const program::Stored stored, program::Find(connection, sql::Lock::kNone));
  ASSIGN_OR_RETURN(allowance::Wallet wallet,
                   allowance::LockWallet(env, connection, stored.program, person, call.now));
  if (wallet.left) return PersonLeft("this person has left: nothing is given by them any more");
  allowance::PostDue(env, changes, wallet, call.now);
  wallet.boost += request.points();
  Save(env, call, ledger::BoostOf(person, wallet.period.name, request.points(), request.reason()),
       "balance.boosted", person, request.points(), changes);
  return ReadBalance(connection, wallet);
}

Error InsufficientBalance(std::int64_t earned) {
  return Refused("INSUFFICIENT_BALANCE", "balance",
                 "nobody's points fall below 0: take away no more than what is there")
      .With("earned", std::to_string(earned));
}

absl::StatusOr<v1::Balance> Adjusted(const Env& env, const rpc::Call& call, std::string_view person,
                                     const v1::AdjustBalanceRequest& request, sql::Connection& connection,
                                     sql::Changes& changes) {
  ASSIGN_OR_RETURN(const program::Stored stored, program::Find(connection, sql::Lock::kNone));
  // Gifts write to this row, too: under its lock what is read here is what is there when this is written.
  RETURN_IF_ERROR(sql::LockGuards(connection, ledger::kAccounts, {ledger::Earned(person)}));
  ASSIGN_OR_RETURN(const std::int64_t earned,
                   ledger::BalanceOf(connection, ledger::Earned(person), sql::Lock::kForUpdate));
  if (earned + request.points() < 0) return InsufficientBalance(earned);
  ASSIGN_OR_RETURN(const allowance::Wallet wallet,
                   allowance::PeekWallet(env, connection, stored.program, person, call.now));
  const std::string month = allowance::PeriodAt(stored.program, call.now).name;
  Save(env, call, ledger::Adjust(person, month, request.points(), request.reason()), "balance.adjusted",
       person, request.points(), changes);
  ASSIGN_OR_RETURN(v1::Balance balance, ReadBalance(connection, wallet));
  balance.set_earned(earned + request.points());
  return balance;
}

}  // namespace

absl::StatusOr<v1::Balance> BoostAllowance(Env& env, rpc::Call& call,
                                           const v1::BoostAllowanceRequest& request) {
  ASSIGN_OR_RETURN(const std::string person, RequireOwner(env, call, request.name()));
  const auto write = [&] {
    return env.db.Write<v1::Balance>(
        ToWriteContext(call),
        [&](sql::Connection& connection, sql::Changes& changes) {
          return Boosted(env, call, person, request, connection, changes);
        },
        sql::kAlwaysReadable);
  };
  return sql::WithGuards<v1::Balance>(env.db, call.deadline, allowance::kGivers, {person}, write);
}

absl::StatusOr<v1::Balance> AdjustBalance(Env& env, rpc::Call& call,
                                          const v1::AdjustBalanceRequest& request) {
  if (request.points() == 0) return InvalidField("points", "must not be 0");
  ASSIGN_OR_RETURN(const std::string person, RequireOwner(env, call, request.name()));
  const auto write = [&] {
    return env.db.Write<v1::Balance>(
        ToWriteContext(call),
        [&](sql::Connection& connection, sql::Changes& changes) {
          return Adjusted(env, call, person, request, connection, changes);
        },
        sql::kAlwaysReadable);
  };
  return sql::WithGuards<v1::Balance>(env.db, call.deadline, ledger::kAccounts, {ledger::Earned(person)},
                                      write);
}

}  // namespace laurel::recognition::balance
