#include "tests/faults/checker.h"

#include <algorithm>
#include <map>

namespace laurel::faults {
namespace {

using Found = std::map<std::string, std::vector<std::string>>;  // the ids of each row that is there

void CheckAttempt(const Attempt& attempt, Found& found, std::vector<Anomaly>& anomalies) {
  std::vector<std::string> missing;
  bool answered_right = false;
  for (const std::string& row : attempt.rows) {
    const auto here = found.extract(row);
    if (here.empty()) {
      missing.push_back(row);
      continue;
    }
    const std::vector<std::string>& ids = here.mapped();
    if (ids.size() > 1) anomalies.push_back({Anomaly::Kind::kDoubled, row});
    answered_right |= std::ranges::find(ids, attempt.id) != ids.end();
  }
  const bool here_at_all = missing.size() < attempt.rows.size();
  if (attempt.acknowledged || here_at_all) {
    const auto kind = attempt.acknowledged ? Anomaly::Kind::kLost : Anomaly::Kind::kHalf;
    for (std::string& row : missing) anomalies.push_back({kind, std::move(row)});
  }
  if (attempt.acknowledged && here_at_all && !answered_right) {
    anomalies.push_back({Anomaly::Kind::kMisanswered, attempt.key});
  }
}

}  // namespace

std::vector<Anomaly> Check(const std::vector<Attempt>& attempts, const std::vector<Row>& rows) {
  Found found;
  for (const Row& row : rows) found[row.what].push_back(row.id);
  std::vector<Anomaly> anomalies;
  for (const Attempt& attempt : attempts) CheckAttempt(attempt, found, anomalies);
  for (const auto& [what, ids] : found) anomalies.push_back({Anomaly::Kind::kUnexplained, what});
  return anomalies;
}

std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.what << " of " << row.id; }

std::ostream& operator<<(std::ostream& out, const Anomaly& anomaly) {
  constexpr const char* kNames[] = {"lost", "doubled", "half", "misanswered", "unexplained"};
  return out << kNames[static_cast<int>(anomaly.kind)] << " " << anomaly.what;
}

}  // namespace laurel::faults
