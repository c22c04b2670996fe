#include "common/org/metrics.h"

namespace laurel::org {

std::vector<metrics::Callback> AddMetrics(metrics::Registry& registry, const Holder& holder,
                                          const Clock& clock) {
  std::vector<metrics::Callback> callbacks;
  callbacks.push_back(registry.OnScrapeGauge(
      "laurel_org_age_seconds", "Since the feed of the organisation last brought a change or a bookmark.",
      [&holder, &clock] { return absl::ToDoubleSeconds(clock.Now() - holder.FreshAt()); }));
  callbacks.push_back(
      registry.OnScrapeGauge("laurel_org_version", "The version of the organisation that is held.",
                             [&holder] { return static_cast<double>(holder.Current()->version()); }));
  callbacks.push_back(
      registry.OnScrapeGauge("laurel_org_people", "People of the organisation, those who have left included.",
                             [&holder] { return static_cast<double>(holder.Current()->people_count()); }));
  return callbacks;
}

}  // namespace laurel::org
