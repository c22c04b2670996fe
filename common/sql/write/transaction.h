// Runs a piece of work as one transaction that happens once: again on a deadlock or a lost connection, and,
// when the COMMIT was sent but never answered, until it is known what became of it. Docs: docs/adr/0006.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/sql/deadline.h"
#include "common/sql/driver/driver_connection.h"
#include "common/sql/driver/pool.h"
#include "common/sql/observer.h"

namespace laurel::sql {

// What one run of the work came to.
struct Step {
  enum class End {
    kCommit,    // it wrote what it had to
    kRollback,  // `status` is the answer: OK, a refusal, or an error of the database
    kEnded,     // the work has ended the transaction itself, without writing; `status` is the answer
    kAgain,     // it lost a race; `status` is the answer when there is no other chance
  };
  End end = End::kCommit;
  absl::Status status{};
  std::string_view reason{};  // of kAgain
  // It has made the write that only one of two runs can make (or found it made): an earlier run whose COMMIT
  // was in doubt has committed, or never will.
  bool arbitrated = false;
  // The error came before anything was done: running again costs nothing, so it is not counted.
  bool nothing_done = false;
};

// One use, by one thread.
class Transaction {
 public:
  using Work = std::function<Step(DriverConnection&)>;

  // `arbitrates`: the work reports `arbitrated`, so an unknown COMMIT can be resolved by running it again;
  // otherwise it is answered OUTCOME_UNKNOWN at once.
  Transaction(Pool& pool, Observer& observer, const Deadline& deadline, bool arbitrates)
      : pool_(pool), observer_(observer), deadline_(deadline), arbitrates_(arbitrates) {}

  // The answer of the last run, or the database's error, not public yet.
  absl::Status Run(const Work& work);

 private:
  enum class Outcome { kDone, kAgain, kAgainUncounted };
  Outcome RunOnce(DriverConnection& connection, const Work& work, bool& keep);
  Outcome Finish(DriverConnection& connection, Step step, bool& keep);
  Outcome Commit(DriverConnection& connection, bool& keep);
  Outcome Failed(DriverConnection& connection, const Step& step, bool& keep);
  void KillDoubted(DriverConnection& connection);
  void Settle(std::string_view how);
  bool InDoubt() const { return !doubted_.empty(); }
  bool MayRunAgain(Outcome outcome);

  Pool& pool_;
  Observer& observer_;
  const Deadline deadline_;
  const bool arbitrates_;

  absl::Status answer_;
  std::string_view reason_;               // why the last run must run again; empty after an unanswered COMMIT
  std::vector<SessionIdentity> doubted_;  // sessions whose COMMIT was sent and not answered
  bool connection_lost_ = false;
  bool short_lock_wait_ = false;  // this run's session was changed: it does not go back to the pool
  int retries_ = 0;
  int pauses_ = 0;
};

}  // namespace laurel::sql
