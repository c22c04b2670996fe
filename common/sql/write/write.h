// The work of one Database::Write inside its transaction: decide, insert the request log, write the changes;
// or replay what was answered before. Used by one thread, as often as the transaction runs.
#pragma once

#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "common/sql/changes.h"
#include "common/sql/database.h"
#include "common/sql/driver/driver_connection.h"
#include "common/sql/observer.h"
#include "common/sql/write/transaction.h"
#include "google/protobuf/message.h"

namespace laurel::sql {

class LoggedWrite {
 public:
  using Decide = std::function<absl::Status(Connection&, Changes&)>;
  using MayStillRead = std::function<absl::Status(Connection&)>;

  LoggedWrite(const WriteContext& context, google::protobuf::Message& response, const Decide& decide,
              const MayStillRead& may_still_read, Observer& observer)
      : context_(context),
        response_(response),
        decide_(decide),
        may_still_read_(may_still_read),
        observer_(observer) {}

  Step operator()(DriverConnection& connection);

  // What its last run asked for when it was one that wrote: for after the COMMIT.
  void RunOnCommitted() const;

 private:
  Step WriteChanges(Connection& connection, const Changes& changes);
  Step Replay(DriverConnection& connection);
  absl::Status Answer(Connection& connection);
  absl::Status InsertAudit(Connection& connection, const Changes& changes);

  const WriteContext& context_;
  google::protobuf::Message& response_;
  const Decide& decide_;
  const MayStillRead& may_still_read_;
  Observer& observer_;
  std::vector<std::function<void()>> on_committed_;
};

}  // namespace laurel::sql
