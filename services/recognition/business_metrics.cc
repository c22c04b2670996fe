#include "services/recognition/business_metrics.h"

#include <string>
#include <string_view>

#include "common/status/macros.h"
#include "google/protobuf/descriptor.h"
#include "services/recognition/ledger/store.h"

namespace laurel::recognition {
namespace {

// "LEDGER_KIND_REDEEM_HOLD" -> "redeem_hold".
std::string LabelOf(const google::protobuf::EnumValueDescriptor& value, std::string_view prefix) {
  std::string label = value.name().substr(prefix.size());
  for (char& c : label) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return label;
}

// Every value is there from the beginning, at 0: a rate over nothing is 0, not missing.
template <typename Enum>
std::map<Enum, metrics::Counter*> ByValue(const metrics::Family<metrics::Counter>& family,
                                          const google::protobuf::EnumDescriptor& values,
                                          std::string_view prefix) {
  std::map<Enum, metrics::Counter*> counters;
  for (int i = 0; i < values.value_count(); ++i) {
    const auto& value = *values.value(i);
    if (value.number() == 0) continue;
    counters[static_cast<Enum>(value.number())] = &family.With({LabelOf(value, prefix)});
  }
  return counters;
}

absl::StatusOr<std::int64_t> CountPending(sql::Connection& connection) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query("SELECT COUNT(*) FROM recognition FORCE INDEX (by_shown) WHERE shown = 0"));
  return rows.front().Int(0);
}

}  // namespace

BusinessMetrics::BusinessMetrics(metrics::Registry& registry)
    : published(ByValue<v1::RecognitionVisibility>(
          registry.Counters("laurel_recognitions_total", "Recognitions that were published, by visibility.",
                            {"visibility"}),
          *v1::RecognitionVisibility_descriptor(), "RECOGNITION_VISIBILITY_")),
      points(ByValue<v1::LedgerKind>(
          registry.Counters("laurel_recognition_points_total",
                            "Points that moved on the ledger, by kind of transaction.", {"kind"}),
          *v1::LedgerKind_descriptor(), "LEDGER_KIND_")),
      pending(registry.AddGauge("laurel_recognitions_pending", "Recognitions that wait for approval.")),
      imbalance(registry.AddGauge("laurel_ledger_imbalance",
                                  "Transactions of the ledger whose entries do not sum to 0.")),
      below_floor(registry.AddGauge("laurel_ledger_accounts_below_floor",
                                    "Accounts whose entries sum to less than they may.")),
      balances_off(registry.AddGauge("laurel_ledger_balances_off",
                                     "Accounts whose stored balance is not the sum of their entries.")),
      proof_time(registry.AddGauge("laurel_ledger_proof_timestamp_seconds",
                                   "When the ledger was last added up, in Unix time; 0: never.")) {}

absl::Status ReadMetrics(BusinessMetrics& metrics, sql::Database& db, absl::Time deadline) {
  ASSIGN_OR_RETURN(const std::int64_t pending, db.Read<std::int64_t>(deadline, CountPending));
  metrics.pending.Set(static_cast<double>(pending));
  ASSIGN_OR_RETURN(const ledger::Proof proof, ledger::VerifyApart(db, deadline));
  metrics.imbalance.Set(static_cast<double>(proof.imbalance));
  metrics.below_floor.Set(static_cast<double>(proof.accounts_below_floor));
  metrics.balances_off.Set(static_cast<double>(proof.balances_off));
  metrics.proof_time.Set(absl::ToDoubleSeconds(db.clock().Now() - absl::UnixEpoch()));
  return absl::OkStatus();
}

}  // namespace laurel::recognition
