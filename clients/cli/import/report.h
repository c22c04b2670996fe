// What came of an import, for whoever has to correct the file.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "clients/cli/import/people_rows.h"
#include "clients/cli/import/upload.h"
#include "clients/cli/output/screen.h"
#include "clients/cli/people/names.h"

namespace laurel::cli {

struct ImportReport {
  bool dry_run = false;
  std::vector<directory::v1::ImportPeopleRowResult> results;  // by line, those refused here among them
  directory::v1::ImportPeopleSummary summary;                 // those refused here counted
  std::map<int64_t, std::string> who;  // by line: the name in the file, else the employee number
};

ImportReport ReportOf(const PeopleRows& people, ImportAnswer answer, bool dry_run);

// People whom results tell about although no row does (they are missing in the file): whom PrintReport wants
// names for. For people at a terminal only the first few; as JSON and YAML none.
std::vector<std::string> PeopleNotInFile(const ImportReport& report, Format format);

// Refused rows and warnings as line, column and reason; on a dry run what would change as well; then the
// counts. As JSON and YAML: the results and, last, the summary, as the service sends them. As CSV every
// result.
void PrintReport(Screen& screen, const ImportReport& report, const Names& names);

// "312 created, 4 updated, 9,680 unchanged, 4 refused"
std::string SummaryText(const ImportReport& report);

}  // namespace laurel::cli
