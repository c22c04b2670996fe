#include "services/goals/business_metrics.h"

#include <cstdint>
#include <string>

#include "common/status/macros.h"

namespace laurel::goals {
namespace {

// "GOAL_HEALTH_AT_RISK" -> "at_risk".
std::string LabelOf(const google::protobuf::EnumValueDescriptor& value) {
  std::string label = value.name().substr(std::string_view("GOAL_HEALTH_").size());
  for (char& c : label) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return label;
}

// Every value is there from the beginning, at 0: a rate over nothing is 0, not missing.
template <typename Metric>
std::map<v1::GoalHealth, Metric*> ByHealth(const metrics::Family<Metric>& family) {
  std::map<v1::GoalHealth, Metric*> all;
  const auto& values = *v1::GoalHealth_descriptor();
  for (int i = 0; i < values.value_count(); ++i) {
    const auto& value = *values.value(i);
    if (value.number() == v1::GOAL_HEALTH_UNSPECIFIED) continue;
    all[static_cast<v1::GoalHealth>(value.number())] = &family.With({LabelOf(value)});
  }
  return all;
}

using Counts = std::map<v1::GoalHealth, std::int64_t>;

absl::StatusOr<Counts> CountActive(sql::Connection& connection, absl::Time stale_before) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query("SELECT health, COUNT(*), COUNT(CASE WHEN last_check_in_time >= ? THEN 1 END) "
                       "FROM goal FORCE INDEX (by_lifecycle) WHERE lifecycle = ? GROUP BY health",
                       {stale_before, std::int64_t{v1::GOAL_LIFECYCLE_ACTIVE}}));
  Counts counts;
  for (const sql::Row& row : rows) {
    counts[static_cast<v1::GoalHealth>(row.Int(0))] += row.Int(2);
    counts[v1::GOAL_HEALTH_NOT_UPDATED] += row.Int(1) - row.Int(2);
  }
  return counts;
}

}  // namespace

BusinessMetrics::BusinessMetrics(metrics::Registry& registry)
    : active(ByHealth(registry.Gauges("laurel_goals", "Goals that are ACTIVE, by health.", {"health"}))),
      check_ins(ByHealth(registry.Counters("laurel_goal_check_ins_total",
                                           "Check-ins that were recorded, by health.", {"health"}))),
      exact_progress(registry.AddCounter("laurel_goal_progress_exact_total",
                                         "Times that the progress of a goal had to be computed from all "
                                         "below it, because what is kept of it did not tell how it is "
                                         "rounded.")) {}

absl::Status ReadMetrics(BusinessMetrics& metrics, sql::Database& db, absl::Time stale_before,
                         absl::Time deadline) {
  ASSIGN_OR_RETURN(Counts counts, db.Read<Counts>(deadline, [&](sql::Connection& connection) {
    return CountActive(connection, stale_before);
  }));
  for (const auto& [health, gauge] : metrics.active) gauge->Set(static_cast<double>(counts[health]));
  return absl::OkStatus();
}

}  // namespace laurel::goals
