#include "common/sql/driver/pool.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/log/log.h"
#include "common/sql/errors.h"
#include "common/status/macros.h"

namespace laurel::sql {
namespace {

constexpr absl::Duration kConnectTimeout = absl::Seconds(3);
// Above the lock wait of 5 s, so that the server answers first where it can.
constexpr absl::Duration kReadTimeout = absl::Seconds(10);
// A ping at every hand-out costs a quarter of a point read; half a minute at rest is what a firewall or a
// server's wait_timeout may notice.
constexpr auto kPingAfter = std::chrono::seconds(30);

}  // namespace

Pool::Lease::~Lease() {
  if (pool_ == nullptr) return;
  if (connection_ != nullptr && (!keep_ || connection_->broken())) connection_.reset();
  pool_->GivePlace(std::move(connection_));
}

Pool::Pool(DatabaseOptions options, Observer& observer)
    : options_(std::move(options)), observer_(observer), free_places_(options_.connections) {
  resting_.reserve(static_cast<std::size_t>(options_.connections));  // giving back does not throw
}

Pool::~Pool() = default;

absl::StatusOr<Pool::Lease> Pool::Acquire(const Deadline& deadline, Want want) {
  const auto start = std::chrono::steady_clock::now();
  std::optional<Lease> lease;  // from here on the place goes back whatever happens, exceptions included
  if (TakePlace(deadline)) lease.emplace(Lease(*this));
  observer_.PoolWaited(absl::FromChrono(std::chrono::steady_clock::now() - start));
  if (!lease.has_value()) return NoDatabase();
  lease->connection_ = TakeResting(want);
  if (lease->connection_ == nullptr) {
    ASSIGN_OR_RETURN(lease->connection_, Connect(deadline));
  }
  return *std::move(lease);
}

bool Pool::TakePlace(const Deadline& deadline) {
  std::unique_lock lock(mutex_);
  if (free_places_ > 0) {  // nobody waits then: a place given back goes to the first who does
    --free_places_;
  } else {
    Waiter self;
    waiters_.push_back(&self);
    observer_.PoolWaiting(1);
    self.wake.wait_until(lock, deadline.end(), [&] { return self.granted; });
    observer_.PoolWaiting(-1);
    if (!self.granted) {
      std::erase(waiters_, &self);
      return false;
    }
  }
  observer_.PoolInUse(1);
  return true;
}

void Pool::GivePlace(std::unique_ptr<DriverConnection> connection) {
  const std::scoped_lock lock(mutex_);
  observer_.PoolInUse(-1);
  if (connection != nullptr) resting_.push_back({std::move(connection), std::chrono::steady_clock::now()});
  if (waiters_.empty()) {
    ++free_places_;
    return;
  }
  Waiter* first = waiters_.front();
  waiters_.pop_front();
  first->granted = true;
  first->wake.notify_one();
}

std::unique_ptr<DriverConnection> Pool::TakeResting(Want want) {
  Resting taken;
  {
    const std::scoped_lock lock(mutex_);
    if (resting_.empty()) return nullptr;
    taken = std::move(resting_.back());
    resting_.pop_back();
  }
  // A fresh one takes the place of a resting one, else the two together could exceed the bound.
  if (want == Want::kFresh) return nullptr;
  if (std::chrono::steady_clock::now() - taken.since > kPingAfter && !taken.connection->Ping())
    return nullptr;
  return std::move(taken.connection);
}

absl::StatusOr<std::unique_ptr<DriverConnection>> Pool::Connect(const Deadline& deadline) {
  auto opened =
      DriverConnection::Open(options_, std::min(kConnectTimeout, deadline.Left()), kReadTimeout, observer_);
  bool changed = false;
  {
    const std::scoped_lock lock(mutex_);
    changed = std::exchange(reachable_, opened.ok()) != opened.ok();
  }
  if (changed && opened.ok()) log::Info("the database can be reached again");
  if (changed && !opened.ok()) {
    log::Warning("the database cannot be reached",
                 {{"sql_error", std::int64_t{SqlErrorOf(opened.status())}}});
  }
  return opened;
}

}  // namespace laurel::sql
