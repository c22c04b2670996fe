#include "common/sql/write/transaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/random/random.h"
#include "common/log/log.h"
#include "common/sql/errors.h"

namespace laurel::sql {
namespace {

constexpr int kMaxRetries = 3;
constexpr absl::Duration kFirstPause = absl::Milliseconds(10);
constexpr absl::Duration kLongestPause = absl::Milliseconds(300);

// Full jitter: two that collided must not collide again.
void Pause(int before, const Deadline& deadline) {
  thread_local absl::InsecureBitGen generator;
  const absl::Duration most = std::min(kLongestPause, kFirstPause * (1 << std::min(before, 6)));
  const absl::Duration pause = most * absl::Uniform(generator, 0.0, 1.0);
  std::this_thread::sleep_for(absl::ToChronoNanoseconds(std::min(pause, deadline.Left())));
}

std::string_view ReasonFor(const absl::Status& status) {
  if (IsConnectionLost(status)) return "connection";
  return SqlErrorOf(status) == kLockWaitTimeout ? "lock_wait" : "deadlock";
}

}  // namespace

absl::Status Transaction::Run(const Work& work) {
  for (;;) {
    Outcome outcome = Outcome::kAgainUncounted;
    reason_ = {};
    {
      auto lease = pool_.Acquire(deadline_, connection_lost_ ? Pool::Want::kFresh : Pool::Want::kAny);
      if (lease.ok()) {
        bool keep = false;
        outcome = RunOnce(**lease, work, keep);
        if (keep) lease->Keep();
      } else if (!InDoubt()) {
        return std::move(lease).status();
      }
    }
    if (outcome == Outcome::kDone) return answer_;
    if (!MayRunAgain(outcome)) break;
    if (!reason_.empty()) observer_.Retried(reason_);
    Pause(pauses_++, deadline_);
  }
  if (!InDoubt()) return answer_;
  Settle("unknown");
  return OutcomeUnknown(/*with_request_id=*/true);
}

bool Transaction::MayRunAgain(Outcome outcome) {
  if (deadline_.Over()) return false;
  return InDoubt() || outcome == Outcome::kAgainUncounted || ++retries_ <= kMaxRetries;
}

Transaction::Outcome Transaction::RunOnce(DriverConnection& connection, const Work& work, bool& keep) {
  short_lock_wait_ = InDoubt();
  if (short_lock_wait_) {
    // The doubted transaction may hold its locks for as long as its half-open connection lives: do not wait
    // for that.
    const absl::Status set = connection.Execute("SET SESSION innodb_lock_wait_timeout = 1", {}).status();
    if (!set.ok()) return Outcome::kAgainUncounted;
  }
  if (const absl::Status begun = connection.Begin(); !begun.ok()) {
    return Failed(connection, {.status = begun, .nothing_done = true}, keep);
  }
  return Finish(connection, work(connection), keep);
}

Transaction::Outcome Transaction::Finish(DriverConnection& connection, Step step, bool& keep) {
  if (step.arbitrated && InDoubt()) Settle(step.end == Step::End::kEnded ? "replayed" : "redone");
  switch (step.end) {
    case Step::End::kCommit:
      keep = !short_lock_wait_;
      return Commit(connection, keep);
    case Step::End::kEnded:
      if (SqlErrorOf(step.status) != 0) return Failed(connection, step, keep);
      keep = !short_lock_wait_;
      answer_ = std::move(step.status);
      return Outcome::kDone;
    case Step::End::kRollback:
      if (SqlErrorOf(step.status) != 0) return Failed(connection, step, keep);
      keep = connection.Rollback().ok() && !short_lock_wait_;
      answer_ = std::move(step.status);
      // Nothing proves yet that the doubted run has not committed: a refusal now could deny what was done.
      return InDoubt() ? Outcome::kAgainUncounted : Outcome::kDone;
    case Step::End::kAgain:
      break;
  }
  keep = connection.Rollback().ok() && !short_lock_wait_;
  answer_ = std::move(step.status);
  reason_ = step.reason;
  return Outcome::kAgain;
}

Transaction::Outcome Transaction::Commit(DriverConnection& connection, bool& keep) {
  const absl::Status committed = connection.Commit();
  if (committed.ok()) {
    answer_ = absl::OkStatus();
    return Outcome::kDone;
  }
  if (IsContention(committed)) return Failed(connection, {.status = committed}, keep);
  keep = false;
  connection_lost_ = true;
  log::Warning("the outcome of a commit is unknown", {{"sql_error", std::int64_t{SqlErrorOf(committed)}}});
  if (!arbitrates_) {
    Settle("unknown");
    answer_ = OutcomeUnknown(/*with_request_id=*/false);
    return Outcome::kDone;
  }
  doubted_.push_back(connection.identity());
  return Outcome::kAgainUncounted;
}

Transaction::Outcome Transaction::Failed(DriverConnection& connection, const Step& step, bool& keep) {
  answer_ = step.status;
  if (IsConnectionLost(step.status)) {
    // Nothing is committed before COMMIT is sent, and the server rolls back what a lost connection had open.
    keep = false;
    connection_lost_ = true;
  } else {
    keep = connection.Rollback().ok() && !short_lock_wait_;
    if (SqlErrorOf(step.status) == kLockWaitTimeout && InDoubt()) KillDoubted(connection);
    if (!IsContention(step.status) && !InDoubt()) return Outcome::kDone;
  }
  const bool uncounted = step.nothing_done && IsContention(step.status);
  reason_ = uncounted ? "request_log" : ReasonFor(step.status);
  return uncounted ? Outcome::kAgainUncounted : Outcome::kAgain;
}

void Transaction::KillDoubted(DriverConnection& connection) {
  for (const SessionIdentity& session : doubted_) {
    // Ids start again with the server and mean nothing on another one.
    if (!session.SameServer(connection.identity())) continue;
    // 1094 (it is gone) is as good as success; anything else shows as the next lock wait.
    connection.Execute(fmt::format("KILL CONNECTION {}", session.id), {}).IgnoreError();
  }
}

void Transaction::Settle(std::string_view how) {
  observer_.UnknownCommit(how);
  log::Info("an unknown commit was settled", {{"how", how}});
  doubted_.clear();
}

}  // namespace laurel::sql
