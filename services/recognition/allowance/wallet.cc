#include "services/recognition/allowance/wallet.h"

#include <algorithm>
#include <utility>

#include "common/status/macros.h"
#include "services/recognition/ledger/post.h"
#include "services/recognition/ledger/store.h"

namespace laurel::recognition::allowance {
namespace {

// What stands on the accounts of one person.
struct Standing {
  std::int64_t giving = 0;  // of the month of the last grant
  std::int64_t boost = 0;
};

absl::StatusOr<std::vector<Standing>> ReadStandings(sql::Connection& connection,
                                                    const std::vector<std::string>& people,
                                                    const std::vector<Giver>& givers) {
  std::vector<std::string> accounts;
  for (std::size_t i = 0; i < people.size(); ++i) {
    accounts.push_back(ledger::Giving(people[i], givers[i].period));
    accounts.push_back(ledger::Boost(people[i]));
  }
  // Under the lock of the giver row nobody else writes them.
  ASSIGN_OR_RETURN(const std::vector<std::int64_t> balances,
                   ledger::BalancesOf(connection, accounts, sql::Lock::kNone));
  std::vector<Standing> standings;
  for (std::size_t i = 0; i < people.size(); ++i)
    standings.push_back({.giving = balances[2 * i], .boost = balances[2 * i + 1]});
  return standings;
}

Wallet WalletOf(const Env& env, const v1::Program& program, std::string_view person, const Giver& giver,
                const Standing& standing, absl::Time now) {
  const auto organization = env.organization.Current();
  Wallet wallet{.person = std::string(person),
                .period = PeriodFor(program, giver.period, now),
                .boost = standing.boost,
                .left = organization->HasLeft(person, now),
                .before = giver};
  const bool current = giver.period == wallet.period.name;
  if (wallet.left) {
    // What expires was not given: it leaves the allowance as it leaves the account.
    wallet.allowance = current ? giver.allowance - standing.giving : 0;
    wallet.former_giving = standing.giving;
    wallet.due = current ? standing.giving > 0 : !giver.period.empty();
  } else if (current) {
    wallet.allowance = giver.allowance;
    wallet.giving = standing.giving;
  } else if (HasBegun(*organization, person, now)) {
    wallet.allowance = GrantFor(program, wallet.period.month, organization->FirstDayOf(person));
    wallet.giving = wallet.allowance;
    wallet.former_giving = standing.giving;
    wallet.due = true;
  }
  return wallet;
}

absl::StatusOr<Wallet> ReadWallet(const Env& env, sql::Connection& connection, const v1::Program& program,
                                  std::string_view person, const Giver& giver, absl::Time now) {
  ASSIGN_OR_RETURN(const std::vector<Standing> standings,
                   ReadStandings(connection, {std::string(person)}, {giver}));
  return WalletOf(env, program, person, giver, standings.front(), now);
}

// A leaver keeps the month that they were granted, so that coming back in it brings no second grant; a month
// that is over is forgotten, so that nobody looks at it again.
std::string_view PeriodAfter(const Wallet& wallet) {
  if (!wallet.left || wallet.before.period == wallet.period.name) return wallet.period.name;
  return "";
}

}  // namespace

absl::StatusOr<Wallet> LockWallet(const Env& env, sql::Connection& connection, const v1::Program& program,
                                  std::string_view person, absl::Time now) {
  ASSIGN_OR_RETURN(const Giver giver, FindGiver(connection, person, sql::Lock::kForUpdate));
  if (giver.version == 0) return sql::GuardMissing();
  return ReadWallet(env, connection, program, person, giver, now);
}

absl::StatusOr<std::vector<Wallet>> LockWallets(const Env& env, sql::Connection& connection,
                                                const v1::Program& program, std::vector<std::string> people,
                                                absl::Time now) {
  std::ranges::sort(people);
  RETURN_IF_ERROR(sql::LockGuards(connection, kGivers, people));
  ASSIGN_OR_RETURN(const std::vector<Giver> givers, FindGivers(connection, people));
  ASSIGN_OR_RETURN(const std::vector<Standing> standings, ReadStandings(connection, people, givers));
  std::vector<Wallet> wallets;
  for (std::size_t i = 0; i < people.size(); ++i)
    wallets.push_back(WalletOf(env, program, people[i], givers[i], standings[i], now));
  return wallets;
}

absl::StatusOr<Wallet> PeekWallet(const Env& env, sql::Connection& connection, const v1::Program& program,
                                  std::string_view person, absl::Time now) {
  ASSIGN_OR_RETURN(const Giver giver, FindGiver(connection, person, sql::Lock::kNone));
  return ReadWallet(env, connection, program, person, giver, now);
}

void PostDue(const Env& env, sql::Changes& changes, const Wallet& wallet, absl::Time now) {
  if (!wallet.due) return;
  ledger::Post(env, changes, ledger::Expire(wallet.person, wallet.before.period, wallet.former_giving), "",
               now);
  ledger::Post(env, changes, ledger::Grant(wallet.person, wallet.period.name, wallet.giving), "", now);
  SaveGiver(changes, wallet.person, wallet.before, PeriodAfter(wallet), wallet.allowance);
}

}  // namespace laurel::recognition::allowance
