// The door to one schema: a pool of connections, reads, and writes that happen once.
//
// Writes are decisions: `decide` loads and locks its guards (SELECT … FOR UPDATE, in key order), judges, and
// fills Changes; nothing is written before it has decided. The transaction then inserts the request log entry
// with the finished answer (the insert is the arbiter between duplicates), the rows, the audit and the
// guarded updates, and commits. Deadlocks and lock waits (1213, 1020, 1205) run the whole decision again, at
// most 3 times with full jitter, inside the deadline; an unknown COMMIT outcome is resolved by running it
// again on a fresh connection (../docs/adr/0006). Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/api/request_key.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/observer.h"
#include "common/status/macros.h"
#include "common/time/clock.h"
#include "google/protobuf/message.h"

namespace laurel::sql {

// What a write needs to know of the call that asks for it.
struct WriteContext {
  absl::Time now;
  absl::Time deadline;
  api::RequestKey key;
  std::string actor;  // "people/{id}" or "service:{subject}"
  bool audited = false;
};

class Database {
 public:
  // Does not connect: the first use does, and again after a failure, so that a service starts without its
  // database. `clock` and `observer` outlive it.
  static std::unique_ptr<Database> Create(DatabaseOptions options, const Clock& clock,
                                          Observer& observer = Observer::None());
  virtual ~Database() = default;

  // The one by which deadlines are measured.
  virtual const Clock& clock() const = 0;

  // Runs reads on one connection, each statement a transaction of its own. A connection found dead before
  // anything was sent is replaced once. UNAVAILABLE with RetryInfo when there is no database or no connection
  // before the deadline.
  template <typename T>
  absl::StatusOr<T> Read(absl::Time deadline, const std::function<absl::StatusOr<T>(Connection&)>& read) {
    absl::StatusOr<T> result = absl::UnknownError("not run");
    RETURN_IF_ERROR(DoRead(deadline, [&](Connection& connection) {
      result = read(connection);
      return result.status();
    }));
    return result;
  }

  // `decide` answers the response or a business error (nothing is stored then), and may run more than once:
  // it starts from nothing each time. `may_still_read` judges a replayed answer for the caller as they are
  // now.
  template <typename Response>
  absl::StatusOr<Response> Write(
      const WriteContext& context,
      const std::function<absl::StatusOr<Response>(Connection&, Changes&)>& decide,
      const std::function<absl::Status(Connection&, const Response&)>& may_still_read) {
    Response response;
    RETURN_IF_ERROR(DoWrite(
        context, response,
        [&](Connection& connection, Changes& changes) -> absl::Status {
          ASSIGN_OR_RETURN(response, decide(connection, changes));
          return absl::OkStatus();
        },
        [&](Connection& connection) { return may_still_read(connection, response); }));
    return response;
  }

  // For work that no caller waits for (leases, sweeps, bulk steps): one transaction, retried as above, no
  // request log.
  virtual absl::Status Transact(absl::Time deadline,
                                const std::function<absl::Status(Connection&)>& work) = 0;

  // A connection of its own, outside of the pool, closed afterwards: for work that takes long or keeps
  // something in its session (migrations, the sequencer). The time left to `deadline` is what it may take to
  // connect (3 s at most), and then what each single statement may take, in whole seconds: the work as a
  // whole may take longer. The server itself ends a statement then (MySQL: a SELECT; of others the client
  // lets go), so that nothing that was given up goes on in it: DEADLINE_EXCEEDED, and the session lives.
  // Nothing is retried. UNAVAILABLE when it cannot be opened.
  virtual absl::Status Dedicated(absl::Time deadline,
                                 const std::function<absl::Status(Connection&)>& work) = 0;

  // One cheap statement on a pooled connection: readiness.
  virtual absl::Status Ping(absl::Time deadline) = 0;

 private:
  virtual absl::Status DoRead(absl::Time deadline, const std::function<absl::Status(Connection&)>& read) = 0;
  // On a replay `response` holds the stored answer and `may_still_read` is asked.
  virtual absl::Status DoWrite(const WriteContext& context, google::protobuf::Message& response,
                               const std::function<absl::Status(Connection&, Changes&)>& decide,
                               const std::function<absl::Status(Connection&)>& may_still_read) = 0;
};

}  // namespace laurel::sql
