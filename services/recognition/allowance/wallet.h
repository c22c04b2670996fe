// What one person may give at this moment, locked: the month's grant and the expiry of the former one are
// written by whoever comes first. Used by one thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/recognition/v1/program.pb.h"
#include "services/recognition/allowance/rules.h"
#include "services/recognition/allowance/store.h"
#include "services/recognition/env.h"

namespace laurel::recognition::allowance {

struct Wallet {
  std::string person;  // id
  Period period;
  std::int64_t allowance = 0;  // granted for the period; of a leaver what they gave of it
  std::int64_t giving = 0;     // what is left of it
  std::int64_t boost = 0;
  bool left = false;  // the person has left: nothing is granted, and what is left of the allowance expires

  Giver before = {};               // as it was read
  std::int64_t former_giving = 0;  // what is left of before.period when that is over, or of a leaver
  bool due = false;                // PostDue has something to write
};

// Locks the giver row (LockGuards: GUARD_MISSING without one; run inside sql::WithGuards with kGivers), and
// says what is there, the grant that is due included. Of the organisation it takes whether the person has
// left and when they began, from the newest version however old.
absl::StatusOr<Wallet> LockWallet(const Env& env, sql::Connection& connection, const v1::Program& program,
                                  std::string_view person, absl::Time now);
// Of these people (ids, each once), locked in the order of their ids and answered in it.
absl::StatusOr<std::vector<Wallet>> LockWallets(const Env& env, sql::Connection& connection,
                                                const v1::Program& program, std::vector<std::string> people,
                                                absl::Time now);
// The same without a lock, for reading: a grant that is due is counted as if it were there.
absl::StatusOr<Wallet> PeekWallet(const Env& env, sql::Connection& connection, const v1::Program& program,
                                  std::string_view person, absl::Time now);

// Writes the grant that is due and the expiry of the former month, or for a leaver the expiry alone; nothing
// when neither is due. After it the accounts hold wallet.giving and wallet.boost. Call it before anything
// that takes from the wallet is posted.
void PostDue(const Env& env, sql::Changes& changes, const Wallet& wallet, absl::Time now);

}  // namespace laurel::recognition::allowance
