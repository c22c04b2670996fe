// Writes rows of a plan in one transaction, under the organisation guard, if the organisation is still that
// of the plan.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/events/outbox.h"
#include "common/rpc/call.h"
#include "common/sql/database.h"
#include "services/directory/import/plan/plan.h"

namespace laurel::directory::import {

// A person's coach may be made later than the person: then their line to the coach follows in a batch of its
// own.
enum class Parts { kAll, kWithoutCoach, kCoachOnly };

struct BatchRow {
  const RowPlan* plan = nullptr;
  Parts parts = Parts::kAll;
};

struct Batch {
  std::vector<BatchRow> rows;
  std::vector<const NewTeam*> teams;  // that these rows are the first to name
};

// Answers the new version. ABORTED, ORGANIZATION_MOVED: the organisation is not at `version` any more,
// nothing is written.
absl::StatusOr<std::int64_t> Write(sql::Database& database, const events::Outbox& outbox, const Clock& clock,
                                   const rpc::Call& call, std::int64_t version, const Batch& batch);

}  // namespace laurel::directory::import
