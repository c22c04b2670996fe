// laurel_org_age_seconds, laurel_org_version and laurel_org_people: how well this process knows the
// organisation.
#pragma once

#include <vector>

#include "common/metrics/registry.h"
#include "common/org/organization.h"
#include "common/time/clock.h"

namespace laurel::org {

// For the life of what it returns, which `holder` and `clock` outlive. The age is +Inf before the first
// version.
[[nodiscard]] std::vector<metrics::Callback> AddMetrics(metrics::Registry& registry, const Holder& holder,
                                                        const Clock& clock);

}  // namespace laurel::org
