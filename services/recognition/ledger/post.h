// The one way onto the ledger: posts a transaction and counts its points. Thread-safe; a Changes is used by
// one thread at a time.
#pragma once

#include <string_view>

#include "absl/time/time.h"
#include "common/sql/changes.h"
#include "services/recognition/env.h"
#include "services/recognition/ledger/rules.h"

namespace laurel::recognition::ledger {

// As the store's Insert; laurel_recognition_points_total grows once it is committed.
void Post(const Env& env, sql::Changes& changes, const Transaction& transaction, std::string_view creator,
          absl::Time now);

}  // namespace laurel::recognition::ledger
