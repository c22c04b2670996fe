#include "services/goals/business_metrics.h"

#include <cstdint>

#include "common/metrics/enum_series.h"
#include "common/status/macros.h"

namespace laurel::goals {
namespace {

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
    : active(metrics::SeriesByValue<v1::GoalHealth>(
          registry.Gauges("laurel_goals", "Goals that are ACTIVE, by health.", {"health"}))),
      check_ins(metrics::SeriesByValue<v1::GoalHealth>(registry.Counters(
          "laurel_goal_check_ins_total", "Check-ins that were recorded, by health.", {"health"}))),
      exact_progress(
          registry.AddCounter("laurel_goal_progress_exact_total",
                              "Times that progress, of goals in one tree or as the mean of a summary, had to "
                              "be computed from all "
                              "fractions below, because what is kept did not tell how it is rounded.")) {}

absl::Status ReadMetrics(BusinessMetrics& metrics, sql::Database& db, absl::Time stale_before,
                         absl::Time deadline) {
  ASSIGN_OR_RETURN(Counts counts, db.Read<Counts>(deadline, [&](sql::Connection& connection) {
    return CountActive(connection, stale_before);
  }));
  for (const auto& [health, gauge] : metrics.active) gauge->Set(static_cast<double>(counts[health]));
  return absl::OkStatus();
}

}  // namespace laurel::goals
