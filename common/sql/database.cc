#include "common/sql/database.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "common/sql/deadline.h"
#include "common/sql/driver/pool.h"
#include "common/sql/errors.h"
#include "common/sql/write/transaction.h"
#include "common/sql/write/write.h"

namespace laurel::sql {
namespace {

// Between the server's end of a statement and the client's: whoever hangs up leaves a statement running.
constexpr absl::Duration kServerAnswersFirst = absl::Seconds(1);

class PooledDatabase final : public Database {
 public:
  PooledDatabase(DatabaseOptions options, const Clock& clock, Observer& observer)
      : options_(std::move(options)), clock_(clock), observer_(observer), pool_(options_, observer) {}

  const Clock& clock() const override { return clock_; }

  absl::Status Transact(absl::Time deadline, const std::function<absl::Status(Connection&)>& work) override {
    Transaction transaction(pool_, observer_, Deadline(deadline, clock_), /*arbitrates=*/false);
    return ToPublic(transaction.Run([&](DriverConnection& connection) -> Step {
      absl::Status status = work(connection);
      if (!status.ok()) return {.end = Step::End::kRollback, .status = std::move(status)};
      return {.end = Step::End::kCommit};
    }));
  }

  absl::Status Dedicated(absl::Time deadline, const std::function<absl::Status(Connection&)>& work) override {
    const Deadline until(deadline, clock_);
    const absl::Duration limit = until.Left();
    auto connection = DriverConnection::Open(options_, std::min(absl::Seconds(3), limit),
                                             limit + kServerAnswersFirst, observer_, limit);
    if (!connection.ok()) return ToPublic(connection.status());
    return ToPublic(work(**connection));
  }

  absl::Status Ping(absl::Time deadline) override {
    return DoRead(deadline, [](Connection& connection) { return connection.Query("SELECT 1", {}).status(); });
  }

 private:
  absl::Status DoRead(absl::Time deadline, const std::function<absl::Status(Connection&)>& read) override {
    const Deadline until(deadline, clock_);
    for (Pool::Want want = Pool::Want::kAny;; want = Pool::Want::kFresh) {
      auto lease = pool_.Acquire(until, want);
      if (!lease.ok()) return ToPublic(lease.status());
      DriverConnection& connection = **lease;
      const std::int64_t before = connection.statements_done();
      const absl::Status status = read(connection);
      lease->Keep();  // unless it is broken
      const bool nothing_done = connection.broken() && connection.statements_done() == before;
      if (nothing_done && want == Pool::Want::kAny) continue;
      return ToPublic(status);
    }
  }

  absl::Status DoWrite(const WriteContext& context, google::protobuf::Message& response,
                       const std::function<absl::Status(Connection&, Changes&)>& decide,
                       const std::function<absl::Status(Connection&)>& may_still_read) override {
    Transaction transaction(pool_, observer_, Deadline(context.deadline, clock_),
                            /*arbitrates=*/!context.key.request_id.empty());
    LoggedWrite write(context, response, decide, may_still_read, observer_);
    const absl::Status status = transaction.Run(std::ref(write));
    if (status.ok()) write.RunOnCommitted();
    return ToPublic(status);
  }

  const DatabaseOptions options_;
  const Clock& clock_;
  Observer& observer_;
  Pool pool_;
};

}  // namespace

std::unique_ptr<Database> Database::Create(DatabaseOptions options, const Clock& clock, Observer& observer) {
  return std::make_unique<PooledDatabase>(std::move(options), clock, observer);
}

}  // namespace laurel::sql
