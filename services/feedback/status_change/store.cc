#include "services/feedback/status_change/store.h"

namespace laurel::feedback::status_change {

void Add(sql::Changes& changes, const StatusChange& change) {
  changes.Insert(
      "status_change", {"resource", "n", "from_state", "to_state", "actor", "time", "reason"},
      {std::string(change.resource), change.version, std::int64_t{change.from}, std::int64_t{change.to},
       std::string(change.actor), change.time, std::string(change.reason)});
}

}  // namespace laurel::feedback::status_change
