#include "services/recognition/ledger/post.h"

#include <algorithm>

#include "services/recognition/ledger/store.h"

namespace laurel::recognition::ledger {

void Post(const Env& env, sql::Changes& changes, const Transaction& transaction, std::string_view creator,
          absl::Time now) {
  if (transaction.entries.empty()) return;
  Insert(changes, transaction, creator, now);
  std::int64_t moved = 0;
  for (const Entry& entry : transaction.entries) moved += std::max<std::int64_t>(entry.delta, 0);
  changes.OnCommitted([counter = env.metrics.points.at(transaction.kind), moved] {
    counter->Increment(static_cast<double>(moved));
  });
}

}  // namespace laurel::recognition::ledger
