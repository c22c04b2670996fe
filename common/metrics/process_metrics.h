// What existing dashboards ask of every process, under the names they know (process_*), read from /proc when
// scraped; and laurel_build_info, a constant 1 that carries the version.
#pragma once

#include <vector>

#include "common/metrics/registry.h"

namespace laurel::metrics {

// For the life of what it returns. Linux only: a value that cannot be read is NaN.
[[nodiscard]] std::vector<Callback> AddProcessMetrics(Registry& registry);

// laurel_build_info{version}.
void AddBuildInfo(Registry& registry);

}  // namespace laurel::metrics
