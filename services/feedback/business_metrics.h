// What the operations dashboard draws of coaching and feedback. Counters and delays come from the calls;
// states and coverage are read from the database now and then. Labels are enum values: never a person.
// Thread-safe.
#pragma once

#include <cstdint>
#include <map>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/metrics/registry.h"
#include "common/org/organization.h"
#include "common/sql/database.h"
#include "laurel/feedback/v1/feedback.pb.h"

namespace laurel::feedback {

struct BusinessMetrics {
  explicit BusinessMetrics(metrics::Registry& registry);

  metrics::Counter& held;                                            // laurel_coaching_held_total
  metrics::Histogram& acknowledgement_delay;                         // laurel_coaching_ack_delay_seconds
  metrics::Family<metrics::Gauge> sessions;                          // laurel_coaching_sessions{state}
  metrics::Family<metrics::Gauge> action_items;                      // laurel_action_items{state}
  metrics::Family<metrics::Gauge> feedback;                          // laurel_feedback{state}
  std::map<v1::FeedbackKind, metrics::Counter*> feedback_submitted;  // laurel_feedback_submitted_total{kind}
  metrics::Histogram& feedback_acknowledgement_delay;                // laurel_feedback_ack_delay_seconds
  metrics::Gauge& coachable_people;                                  // laurel_coaching_coachable_people
  metrics::Gauge& coverage_ratio;  // laurel_coaching_coverage_ratio: of them, the share coached in 30 days
};

// Sets the gauges. Used by one thread at a time.
class BusinessMetricsReader {
 public:
  // All outlive the reader.
  BusinessMetricsReader(BusinessMetrics& metrics, sql::Database& db, const org::Holder& organization)
      : metrics_(metrics), db_(db), organization_(organization) {}

  // ORGANIZATION_STALE until the organisation is here.
  absl::Status Read(absl::Time now, absl::Time deadline);

 private:
  std::int64_t CoachablePeople(const org::Organization& organization, absl::CivilDay today);

  BusinessMetrics& metrics_;
  sql::Database& db_;
  const org::Holder& organization_;

  // Counting everybody is dear, and changes only with these two.
  std::int64_t counted_version_ = -1;
  absl::CivilDay counted_day_;
  std::int64_t counted_people_ = 0;
};

}  // namespace laurel::feedback
