// A quarter of goals, played: every call that people would have made, in the order of time. The same day
// makes the same history, for the same organisation.
#pragma once

#include "common/testing/sample/history.h"

namespace laurel::goals::sample {

using laurel::sample::HistoryOptions;
using laurel::sample::Played;

// Fails as laurel::sample::Play says.
absl::StatusOr<Played> PlayHistory(const org::Holder& organization, const HistoryOptions& options);

}  // namespace laurel::goals::sample
