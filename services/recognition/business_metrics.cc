#include "services/recognition/business_metrics.h"

#include "common/metrics/enum_series.h"
#include "common/status/macros.h"
#include "services/recognition/ledger/shared_proof.h"
#include "services/recognition/recognition/store.h"

namespace laurel::recognition {
BusinessMetrics::BusinessMetrics(metrics::Registry& registry)
    : published(metrics::SeriesByValue<v1::RecognitionVisibility>(registry.Counters(
          "laurel_recognitions_total", "Recognitions that were published, by visibility.", {"visibility"}))),
      points(metrics::SeriesByValue<v1::LedgerKind>(
          registry.Counters("laurel_recognition_points_total",
                            "Points that moved on the ledger, by kind of transaction.", {"kind"}))),
      pending(registry.AddGauge("laurel_recognitions_pending", "Recognitions that wait for approval.")),
      imbalance(registry.AddGauge(
          "laurel_ledger_imbalance",
          "Transactions of the ledger whose entries do not sum to 0 or are not all there.")),
      below_floor(registry.AddGauge("laurel_ledger_accounts_below_floor",
                                    "Accounts whose entries sum to less than they may.")),
      balances_off(registry.AddGauge("laurel_ledger_balances_off",
                                     "Accounts whose stored balance is not the sum of their entries.")),
      proof_time(
          registry.AddGauge("laurel_ledger_proof_timestamp_seconds",
                            "When the ledger was last added up, by any replica, in Unix time; 0: never.")) {}

absl::Status ReadMetrics(BusinessMetrics& metrics, sql::Database& db, absl::Time deadline) {
  ASSIGN_OR_RETURN(const std::int64_t pending, db.Read<std::int64_t>(deadline, recognition::CountPending));
  metrics.pending.Set(static_cast<double>(pending));
  ASSIGN_OR_RETURN(const ledger::SharedProof last, ledger::NewestProof(db, deadline));
  if (last.time == absl::InfinitePast()) return absl::OkStatus();
  metrics.imbalance.Set(static_cast<double>(last.proof.imbalance));
  metrics.below_floor.Set(static_cast<double>(last.proof.accounts_below_floor));
  metrics.balances_off.Set(static_cast<double>(last.proof.balances_off));
  metrics.proof_time.Set(absl::ToDoubleSeconds(last.time - absl::UnixEpoch()));
  return absl::OkStatus();
}

}  // namespace laurel::recognition
