// What the operations dashboard draws of recognition. Counters come from the calls; gauges are read from the
// database now and then. Labels are enum values: never a person. Thread-safe.
#pragma once

#include <map>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/metrics/registry.h"
#include "common/sql/database.h"
#include "laurel/recognition/v1/ledger.pb.h"
#include "laurel/recognition/v1/recognition.pb.h"

namespace laurel::recognition {

struct BusinessMetrics {
  explicit BusinessMetrics(metrics::Registry& registry);

  std::map<v1::RecognitionVisibility, metrics::Counter*> published;  // laurel_recognitions_total{visibility}
  std::map<v1::LedgerKind, metrics::Counter*> points;                // laurel_recognition_points_total{kind}
  metrics::Gauge& pending;       // laurel_recognitions_pending: wait for approval
  metrics::Gauge& imbalance;     // laurel_ledger_imbalance: transactions that are not whole
  metrics::Gauge& below_floor;   // laurel_ledger_accounts_below_floor
  metrics::Gauge& balances_off;  // laurel_ledger_balances_off
  metrics::Gauge& proof_time;    // laurel_ledger_proof_timestamp_seconds: how old the three are
};

// Reads what is pending and the newest proof of the ledger (ledger::ProveWhenDue runs it); sets the gauges.
absl::Status ReadMetrics(BusinessMetrics& metrics, sql::Database& db, absl::Time deadline);

}  // namespace laurel::recognition
