#include "services/directory/organization/purge.h"

#include <cstdint>

#include "common/status/macros.h"
#include "services/directory/organization/store.h"

namespace laurel::directory::organization {
namespace {

constexpr std::int64_t kStepRows = 1'000;
constexpr absl::Duration kStepDeadline = absl::Seconds(5);

}  // namespace

absl::Status PurgeChanges(sql::Database& database, const std::stop_token& stop) {
  const absl::Time until = database.clock().Now() - kChangesKept;
  for (std::int64_t deleted = kStepRows; deleted == kStepRows && !stop.stop_requested();) {
    RETURN_IF_ERROR(
        database.Transact(database.clock().Now() + kStepDeadline, [&](sql::Connection& connection) {
          const absl::StatusOr<std::int64_t> step = DeleteChanges(connection, until, kStepRows);
          deleted = step.value_or(0);
          return step.status();
        }));
  }
  return absl::OkStatus();
}

}  // namespace laurel::directory::organization
