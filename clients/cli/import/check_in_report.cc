#include "clients/cli/import/check_in_report.h"

#include <algorithm>

#include "fmt/format.h"
#include "google/protobuf/struct.pb.h"

namespace laurel::cli {
namespace {

std::string WordOf(CheckInOutcome outcome) {
  switch (outcome) {
    case CheckInOutcome::kRecorded:
      return "recorded";
    case CheckInOutcome::kCorrected:
      return "corrected";
    case CheckInOutcome::kUnchanged:
      return "unchanged";
    case CheckInOutcome::kLeft:
      return "left";
    case CheckInOutcome::kRefused:
      return "refused";
  }
  return "";
}

Style StyleOf(CheckInOutcome outcome) {
  if (outcome == CheckInOutcome::kRefused) return Style::kBad;
  return outcome == CheckInOutcome::kLeft ? Style::kWarning : Style::kPlain;
}

bool IsTrouble(const CheckInResult& result) {
  return result.outcome == CheckInOutcome::kRefused || result.outcome == CheckInOutcome::kLeft;
}

bool IsChange(const CheckInResult& result) {
  return result.outcome == CheckInOutcome::kRecorded || result.outcome == CheckInOutcome::kCorrected;
}

Table TableOf(const CheckInReport& report, bool (*is_shown)(const CheckInResult&)) {
  Table table({"line", "outcome", "what", "column", "reason", "check_in"});
  for (const CheckInResult& result : report.results) {
    if (!is_shown(result)) continue;
    const std::string word = WordOf(result.outcome);
    table.Add({std::to_string(result.line), Cell(word, word, StyleOf(result.outcome)), result.what,
               result.column, result.reason, Cell("", result.check_in)});
  }
  return table;
}

using Record = google::protobuf::Struct;

void Set(const char* key, const std::string& value, Record& record) {
  if (!value.empty()) (*record.mutable_fields())[key].set_string_value(value);
}
void Set(const char* key, int64_t value, Record& record) {
  (*record.mutable_fields())[key].set_number_value(static_cast<double>(value));
}

void PrintRecords(Screen& screen, const CheckInReport& report) {
  std::vector<Record> rows;
  for (const CheckInResult& result : report.results) {
    Record& row = rows.emplace_back();
    Set("line", result.line, row);
    Set("outcome", WordOf(result.outcome), row);
    Set("what", result.what, row);
    Set("column", result.column, row);
    Set("reason", result.reason, row);
    Set("checkIn", result.check_in, row);
  }
  Record summary;
  for (const auto outcome : {CheckInOutcome::kRecorded, CheckInOutcome::kCorrected,
                             CheckInOutcome::kUnchanged, CheckInOutcome::kLeft, CheckInOutcome::kRefused}) {
    Set(WordOf(outcome).c_str(), report.Count(outcome), summary);
  }
  (*summary.mutable_fields())["dryRun"].set_bool_value(report.dry_run);
  Records records;
  for (const Record& row : rows) records.push_back(&row);
  screen.Print(RecordGroups{{"rows", records}, {"summary", {&summary}}});
}

}  // namespace

int64_t CheckInReport::Count(CheckInOutcome outcome) const {
  return std::ranges::count(results, outcome, &CheckInResult::outcome);
}

std::string SummaryText(const CheckInReport& report) {
  const auto recorded = report.Count(CheckInOutcome::kRecorded);
  const auto corrected = report.Count(CheckInOutcome::kCorrected);
  const auto refused = report.Count(CheckInOutcome::kRefused);
  const auto there = report.Count(CheckInOutcome::kUnchanged) + report.Count(CheckInOutcome::kLeft);
  if (recorded + corrected + refused == 0) {
    return fmt::format("Nothing {} changed: all {} stand there already.", report.dry_run ? "would be" : "was",
                       there);
  }
  return fmt::format("{}{} recorded, {} corrected, {} unchanged, {} refused",
                     report.dry_run ? "Nothing was changed. It would be: " : "", recorded, corrected, there,
                     refused);
}

void PrintReport(Screen& screen, const CheckInReport& report) {
  if (screen.wants_records()) return PrintRecords(screen, report);
  if (screen.format() == Format::kCsv) {
    return screen.Print(TableOf(report, [](const CheckInResult&) { return true; }));
  }
  if (report.dry_run) screen.Print(WithoutEmptyColumns(TableOf(report, IsChange)));
  screen.Print(WithoutEmptyColumns(TableOf(report, IsTrouble)));
  screen.Say(SummaryText(report),
             report.Count(CheckInOutcome::kRefused) > 0 ? Style::kWarning : Style::kGood);
}

}  // namespace laurel::cli
