#include <algorithm>
#include <iterator>
#include <map>

#include "absl/time/clock.h"
#include "clients/cli/commands/people/people.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/connection/token.h"
#include "clients/cli/import/people_rows.h"
#include "clients/cli/import/report.h"
#include "clients/cli/import/sheet.h"
#include "clients/cli/import/upload.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;

constexpr absl::Duration kLongest = absl::Minutes(30);

struct ImportOptions {
  std::string file;
  bool dry_run = false;
};

absl::StatusOr<PeopleRows> ReadPeople(Context& context, const std::string& path) {
  std::string file;
  if (path == "-") {
    file.assign(std::istreambuf_iterator<char>(context.in()), {});
  } else {
    ASSIGN_OR_RETURN(file, ReadFile(path));
  }
  auto sheet = ReadSheet(file);
  if (!sheet.ok()) return About(path, sheet.status());
  auto rows = ToPeopleRows(*sheet);
  if (!rows.ok()) return About(path, rows.status());
  return rows;
}

// Ten times a second at most: a terminal is slower than the stream.
ImportProgress ProgressOn(Screen& screen, std::size_t rows) {
  return [&screen, rows, last = absl::InfinitePast()](std::size_t sent, std::size_t answered) mutable {
    if (absl::Now() - last < absl::Milliseconds(100)) return;
    last = absl::Now();
    screen.Progress(sent < rows ? fmt::format("sent {} of {} rows, {} answers", sent, rows, answered)
                                : fmt::format("sent all {} rows, being applied: {} answers", rows, answered));
  };
}

v1::ImportPeopleOptions OptionsFor(const ImportOptions& options) {
  v1::ImportPeopleOptions message;
  message.set_request_id(NewRequestId());
  message.set_validate_only(options.dry_run);
  message.set_file_name(options.file.substr(options.file.rfind('/') + 1));
  return message;
}

absl::Status Partial(const ImportReport& report) {
  const auto refused = report.summary.errors();
  const std::string_view rows = refused == 1 ? "row" : "rows";
  return Error(absl::StatusCode::kUnknown, kPartialReason,
               report.dry_run
                   ? fmt::format("{} {} would be refused: correct them first", refused, rows)
                   : fmt::format("{} {} refused, the others are in: correct them and import the file again",
                                 refused, rows));
}

absl::Status Import(Context& context, const ImportOptions& options) {
  ASSIGN_OR_RETURN(const PeopleRows people, ReadPeople(context, options.file));
  if (!people.unknown_columns.empty()) {
    context.screen().Remark(
        fmt::format("columns that are left out: {}", fmt::join(people.unknown_columns, ", ")));
  }
  auto answer =
      Upload(context.directory(), OptionsFor(options), people.rows, context.timeout().value_or(kLongest),
             ProgressOn(context.screen(), people.rows.size()));
  context.screen().EndProgress();
  RETURN_IF_ERROR(answer.status());
  const ImportReport report = ReportOf(people, *std::move(answer), options.dry_run);
  PrintReport(context.screen(), report, context.NamesOf(PeopleNotInFile(report, context.screen().format())));
  return report.summary.errors() == 0 ? absl::OkStatus() : Partial(report);
}

}  // namespace

void AddPeopleImport(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(
      noun, "import",
      "Bring people, teams and reporting lines in from a CSV file. Columns: employee_number, email, "
      "display_name, title, team, team_role, manager, coach, location, time_zone, locale, hire_date, "
      "leave_date, state, coachable, roles; in any order. An empty cell leaves a value as it is, - "
      "clears it. The same file again changes nothing.",
      "laurel people import people.csv --dry-run\nlaurel people import people.csv");
  auto options = std::make_shared<ImportOptions>();
  command->add_option("FILE", options->file, "a CSV file in UTF-8; - is standard input")->required();
  command->add_flag("--dry-run", options->dry_run, "show what would change, and change nothing");
  chosen.When(command, [options](Context& context) { return Import(context, *options); });
}

}  // namespace laurel::cli
