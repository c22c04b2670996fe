#include "clients/cli/views/evidence_cell.h"

#include "clients/cli/views/moment_cell.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {

Cell EvidenceCell(const common::v1::Evidence& evidence, const Here& here) {
  Cell cell(evidence.system());
  if (!evidence.external_id().empty()) cell = fmt::format("{}:{}", evidence.system(), evidence.external_id());
  if (!evidence.url().empty())
    cell = evidence.external_id().empty() ? Cell(evidence.url()) : Cell(cell.shown + " " + evidence.url());
  if (evidence.has_occurred_time()) {
    const Cell when = MomentCell(FromTimestamp(evidence.occurred_time()), here);
    cell = Cell(fmt::format("{}, {}", cell.shown, when.shown), fmt::format("{} {}", cell.data, when.data));
  }
  return cell;
}

}  // namespace laurel::cli
