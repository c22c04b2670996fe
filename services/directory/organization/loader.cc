#include "services/directory/organization/loader.h"

#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/directory/organization/record_store.h"
#include "services/directory/organization/store.h"

namespace laurel::directory::organization {

absl::StatusOr<Snapshot> LoadSnapshot(sql::Connection& connection,
                                      const std::function<absl::Status(sql::Connection&)>& also) {
  constexpr int kAttempts = 10;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Snapshot snapshot;
    ASSIGN_OR_RETURN(snapshot.version, ReadVersion(connection));
    ASSIGN_OR_RETURN(snapshot.records, ReadRecords(connection));
    if (also) RETURN_IF_ERROR(also(connection));
    ASSIGN_OR_RETURN(const std::int64_t after, ReadVersion(connection));
    if (after == snapshot.version) return snapshot;
  }
  return Error(absl::StatusCode::kAborted, "CONTENTION", "the organisation keeps changing; try again")
      .RetryAfter(absl::Seconds(1));
}

}  // namespace laurel::directory::organization
