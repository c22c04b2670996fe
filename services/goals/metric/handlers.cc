#include "services/goals/metric/handlers.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "common/api/fill_page.h"
#include "common/api/number_position.h"
#include "common/status/macros.h"
#include "services/goals/metric/rules.h"

namespace laurel::goals::metric {

absl::StatusOr<v1::ListMetricsResponse> ListMetrics(Env&, rpc::Call& call,
                                                    const v1::ListMetricsRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::int64_t after, api::NumberFromCursor(page.after));
  const auto size = static_cast<std::int64_t>(All().size());
  std::vector<v1::Metric> rest(All().begin() + std::min(after, size), All().end());
  const auto cursor_of = [](const v1::Metric& metric) {
    return api::ToCursor(Find(metric.id()) - All().data() + 1);
  };
  v1::ListMetricsResponse response;
  api::FillPage(call.caller.id, request, std::move(rest), page.size, cursor_of, response.mutable_metrics(),
                response.mutable_next_page_token());
  return response;
}

}  // namespace laurel::goals::metric
