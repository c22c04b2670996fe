// What Database::Write asks about a replayed answer that needs no asking. Thread-safe.
#pragma once

#include "absl/status/status.h"
#include "common/sql/connection.h"

namespace laurel::sql {

// Whoever may make the call may read its answer, and that they may make it was judged just now, as before
// every replay; or nobody made a call, and nothing is replayed.
inline constexpr auto kAlwaysReadable = [](Connection&, const auto&) { return absl::OkStatus(); };

}  // namespace laurel::sql
