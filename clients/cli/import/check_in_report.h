// What came of importing check-ins, for whoever has to correct the file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "clients/cli/output/screen.h"

namespace laurel::cli {

enum class CheckInOutcome { kRecorded, kCorrected, kUnchanged, kLeft, kRefused };

struct CheckInResult {
  int64_t line = 0;
  CheckInOutcome outcome = CheckInOutcome::kRefused;
  std::string what;      // "Happier callers, CSAT"; empty when that was not found
  std::string column;    // of what was refused, where one cell is wrong
  std::string reason;    // of what was refused or left; of others what it says
  std::string check_in;  // its name; empty when nothing was recorded
};

struct CheckInReport {
  bool dry_run = false;
  std::vector<CheckInResult> results;  // by line

  int64_t Count(CheckInOutcome outcome) const;
};

// "12 recorded, 1 corrected, 30 unchanged, 2 refused"
std::string SummaryText(const CheckInReport& report);
// Rows that were refused or left as line, column and reason; on a dry run what would be recorded as well;
// then the counts. As JSON and YAML rows and summary, as CSV every row.
void PrintReport(Screen& screen, const CheckInReport& report);

}  // namespace laurel::cli
