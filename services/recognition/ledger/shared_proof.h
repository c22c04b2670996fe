// One proof of the ledger for the whole installation: a row says when the next one is due and what the last
// one found. Whichever replica finds it due claims it by a guarded statement, and all of them show its
// figures. Times are the database's: the clocks of replicas differ. Thread-safe.
#pragma once

#include <stop_token>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/database.h"
#include "services/recognition/ledger/proof.h"

namespace laurel::recognition::ledger {

// From the end of a proof to the next one: adding up millions of entries must not become the main work of a
// database.
inline constexpr absl::Duration kProofInterval = absl::Minutes(5);
// A proof may take so long. A claim stands a little longer: whoever made it has died then, or given up.
inline constexpr absl::Duration kLongestProof = absl::Minutes(9);
inline constexpr absl::Duration kProofClaim = absl::Minutes(10);

struct SharedProof {
  // When it began: of whatever was posted later it says nothing. InfinitePast: there has been none.
  absl::Time time;
  Proof proof;
};

absl::StatusOr<SharedProof> NewestProof(sql::Database& db, absl::Time deadline);

// Runs it if it is due and nobody else is at it. `deadline` is for the statements about whose turn it is.
// Asked to stop it gives the turn back, and is OK.
absl::Status ProveWhenDue(sql::Database& db, absl::Time deadline, const std::stop_token& stop = {});

}  // namespace laurel::recognition::ledger
