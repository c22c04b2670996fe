#include "common/events/sequencer/sequencer.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/random/random.h"
#include "common/events/sequencer/store.h"
#include "common/log/log.h"
#include "common/sql/errors.h"
#include "common/sql/process_name.h"
#include "common/status/macros.h"

namespace laurel::events {
namespace {

using Steady = std::chrono::steady_clock;

// What a statement may take before its connection is given up: a stopped database must not hold a shutdown.
constexpr absl::Duration kStatementTimeout = absl::Seconds(5);
// Between two looks at somebody else's lease.
constexpr absl::Duration kShortestLook = absl::Milliseconds(100);
constexpr absl::Duration kLongestLook = absl::Milliseconds(300);
// How often who stands by looks for what is left lying.
constexpr absl::Duration kMeasure = absl::Seconds(1);
// Between attempts: full jitter below a bound that doubles from the first to the last of these.
constexpr absl::Duration kFirstBackoff = absl::Milliseconds(50);
constexpr absl::Duration kLastBackoff = absl::Seconds(2);

}  // namespace

class Sequencer::Loop {
 public:
  Loop(sql::Database& database, metrics::Registry& registry, SequencerOptions options,
       std::function<void()> sequenced);

  void Wake();

 private:
  void Run(const std::stop_token& stop);
  // The age of the oldest event without a position, to be seen outside.
  absl::StatusOr<std::optional<absl::Duration>> Measure(sql::Connection& connection);
  absl::Status Session(sql::Connection& connection, const std::stop_token& stop);
  // Returns when the lease is lost, or released because of `stop`.
  absl::Status Own(sql::Connection& connection, std::int64_t epoch, const std::stop_token& stop);
  absl::StatusOr<bool> OneRound(sql::Connection& connection, std::int64_t epoch, const std::stop_token& stop);
  void WaitForWork(const std::stop_token& stop);
  void Pause(absl::Duration shortest, absl::Duration longest, const std::stop_token& stop);
  void Failed(const absl::Status& status);
  void Recovered();

  sql::Database& database_;
  const SequencerOptions options_;
  const std::string name_;
  const std::function<void()> sequenced_;
  metrics::Gauge& lag_;
  metrics::Gauge& owner_;
  metrics::Gauge& position_;

  // The thread's own.
  absl::BitGen random_;
  absl::Duration backoff_ = kFirstBackoff;
  bool failing_ = false;  // for the log: one line when it begins
  Steady::time_point renewed_;
  Steady::time_point measured_;  // the epoch: at once

  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool woken_ = false;
  std::jthread thread_;  // last: it uses the others
};

Sequencer::Loop::Loop(sql::Database& database, metrics::Registry& registry, SequencerOptions options,
                      std::function<void()> sequenced)
    : database_(database),
      options_(std::move(options)),
      name_(options_.owner.empty() ? sql::ProcessName() : options_.owner),
      sequenced_(std::move(sequenced)),
      lag_(registry.AddGauge("laurel_event_lag_seconds",
                             "Age of the oldest committed event without a position, as this process last "
                             "saw it.")),
      owner_(registry.AddGauge("laurel_event_sequencer_owner", "1: this process gives positions to events.")),
      position_(registry.AddGauge("laurel_event_position", "The newest position given to an event.")),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

void Sequencer::Loop::Wake() {
  {
    const std::scoped_lock lock(mutex_);
    woken_ = true;
  }
  wake_.notify_one();
}

void Sequencer::Loop::Run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    absl::Status status;
    const absl::Status opened =
        database_.Dedicated(database_.clock().Now() + kStatementTimeout, [&](sql::Connection& connection) {
          status = Session(connection, stop);
          // Whatever is locked should be free before anybody tries again.
          if (!status.ok()) connection.Execute("ROLLBACK").IgnoreError();
          return absl::OkStatus();
        });
    if (status.ok()) status = opened;
    if (status.ok()) continue;
    Failed(status);
    Pause(absl::ZeroDuration(), backoff_, stop);
    backoff_ = std::min(2 * backoff_, kLastBackoff);
  }
}

absl::StatusOr<std::optional<absl::Duration>> Sequencer::Loop::Measure(sql::Connection& connection) {
  ASSIGN_OR_RETURN(const std::optional<absl::Duration> age, AgeOfOldest(connection));
  lag_.Set(absl::ToDoubleSeconds(age.value_or(absl::ZeroDuration())));
  measured_ = Steady::now();
  return age;
}

absl::Status Sequencer::Loop::Session(sql::Connection& connection, const std::stop_token& stop) {
  RETURN_IF_ERROR(PrepareSession(connection));
  while (!stop.stop_requested()) {
    ASSIGN_OR_RETURN(const LeaseView lease, LookAtLease(connection));
    position_.Set(static_cast<double>(lease.next_position - 1));
    // Before anything that may fail: nobody may be the owner for longer.
    if (absl::FromChrono(Steady::now() - measured_) >= kMeasure) {
      RETURN_IF_ERROR(Measure(connection).status());
    }
    std::optional<std::int64_t> epoch;
    if (lease.expired) {
      ASSIGN_OR_RETURN(epoch, TakeLease(connection, name_, options_.lease));
    }
    if (epoch.has_value()) {
      RETURN_IF_ERROR(Own(connection, *epoch, stop));
    } else {
      Recovered();
      Pause(kShortestLook, kLongestLook, stop);
    }
  }
  return absl::OkStatus();
}

absl::Status Sequencer::Loop::Own(sql::Connection& connection, std::int64_t epoch,
                                  const std::stop_token& stop) {
  log::Info("this process puts events into order", {{"epoch", epoch}});
  owner_.Set(1);
  const absl::Cleanup resign = [this] { owner_.Set(0); };
  renewed_ = Steady::now();
  while (!stop.stop_requested()) {
    ASSIGN_OR_RETURN(const bool goes_on, OneRound(connection, epoch, stop));
    if (!goes_on) {
      log::Warning("another process has taken over to put events into order", {{"epoch", epoch}});
      return absl::OkStatus();
    }
    Recovered();
  }
  return ReleaseLease(connection, epoch);
}

// False: the lease is lost.
absl::StatusOr<bool> Sequencer::Loop::OneRound(sql::Connection& connection, std::int64_t epoch,
                                               const std::stop_token& stop) {
  ASSIGN_OR_RETURN(const std::optional<absl::Duration> age, Measure(connection));
  if (age.has_value()) {
    ASSIGN_OR_RETURN(const std::optional<std::int64_t> next,
                     GivePositions(connection, epoch, options_.lease));
    if (!next.has_value()) return false;
    renewed_ = Steady::now();
    position_.Set(static_cast<double>(*next - 1));
    if (sequenced_) sequenced_();
    return true;
  }
  if (absl::FromChrono(Steady::now() - renewed_) >= options_.renew) {
    ASSIGN_OR_RETURN(const bool renewed, RenewLease(connection, epoch, options_.lease));
    if (!renewed) return false;
    renewed_ = Steady::now();
  }
  WaitForWork(stop);
  return true;
}

void Sequencer::Loop::WaitForWork(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, stop, absl::ToChronoNanoseconds(std::min(options_.poll, options_.renew)),
                 [this] { return woken_; });
  woken_ = false;
}

// Nothing but the end cuts it short: a replica that only stands by has nothing to do with what is committed.
void Sequencer::Loop::Pause(absl::Duration shortest, absl::Duration longest, const std::stop_token& stop) {
  const absl::Duration pause = shortest + absl::Uniform(random_, 0.0, 1.0) * (longest - shortest);
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, stop, absl::ToChronoNanoseconds(pause), [] { return false; });
}

void Sequencer::Loop::Failed(const absl::Status& status) {
  if (std::exchange(failing_, true)) return;
  const std::string cause(status.message());
  log::Warning("events are not put into order by this process for now",
               {{"sql_error", std::int64_t{sql::SqlErrorOf(status)}}, {"cause", cause}});
}

void Sequencer::Loop::Recovered() {
  failing_ = false;
  backoff_ = kFirstBackoff;
}

Sequencer::Sequencer(sql::Database& database, metrics::Registry& registry, SequencerOptions options,
                     std::function<void()> sequenced)
    : loop_(std::make_unique<Loop>(database, registry, std::move(options), std::move(sequenced))) {}

Sequencer::~Sequencer() = default;

void Sequencer::Wake() { loop_->Wake(); }

}  // namespace laurel::events
