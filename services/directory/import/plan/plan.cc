#include "services/directory/import/plan/plan.h"

#include <algorithm>
#include <functional>

#include "services/directory/import/plan/planner.h"

namespace laurel::directory::import {

std::vector<std::size_t> Plan::ToApply() const {
  // How many rows of the file are above each; there is no cycle among good rows.
  std::vector<int> depth(rows.size(), -1);
  const std::function<int(std::size_t)> depth_of = [&](std::size_t i) -> int {
    if (depth[i] >= 0) return depth[i];
    depth[i] = 0;
    const std::optional<Reference>& manager = rows[i].manager;
    if (manager.has_value() && manager->row.has_value()) depth[i] = depth_of(*manager->row) + 1;
    return depth[i];
  };
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].good() || rows[i].changed.empty()) continue;
    depth_of(i);
    order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return depth[a] < depth[b]; });
  return order;
}

Plan MakePlan(const State& state, const std::vector<Row>& rows, const Importer& importer) {
  return Planner(state, rows, importer).Run();
}

}  // namespace laurel::directory::import
