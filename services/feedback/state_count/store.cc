#include "services/feedback/state_count/store.h"

#include <algorithm>

#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::feedback::state_count {

absl::StatusOr<StateCounts> Count(sql::Connection& connection, std::string_view table,
                                  const google::protobuf::EnumDescriptor& states,
                                  const std::vector<int>& open, absl::Time closed_since) {
  std::vector<int> closed;
  for (int i = 0; i < states.value_count(); ++i) {
    const int state = states.value(i)->number();
    if (state != 0 && std::find(open.begin(), open.end(), state) == open.end()) closed.push_back(state);
  }
  // Each closed state by its number: `state > …` would be one range with all their times, years of them.
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT state, COUNT(*) FROM {} WHERE state IN ({}) OR "
                                                "(state IN ({}) AND state_time >= ?) GROUP BY state",
                                                table, fmt::join(open, ", "), fmt::join(closed, ", ")),
                                    {closed_since}));
  StateCounts counts;
  for (const sql::Row& row : rows) counts[static_cast<int>(row.Int(0))] = row.Int(1);
  return counts;
}

}  // namespace laurel::feedback::state_count
