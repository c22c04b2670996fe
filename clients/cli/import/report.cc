#include "clients/cli/import/report.h"

#include <algorithm>

#include "clients/cli/output/enum_word.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;
using Result = v1::ImportPeopleRowResult;

std::string LineText(const Result& result) {
  return result.line_number() == 0 ? "" : std::to_string(result.line_number());
}

constexpr std::size_t kNamed = 10;

bool IsAboutNobodysRow(const Result& result) { return result.line_number() == 0; }

std::string WhoText(const ImportReport& report, const Result& result, const Names& names) {
  if (IsAboutNobodysRow(result)) return names.Person(result.person()).shown;
  const auto found = report.who.find(result.line_number());
  return found == report.who.end() ? "" : found->second;
}

bool IsTrouble(const Result& result) {
  return result.outcome() == v1::IMPORT_OUTCOME_ERROR || result.outcome() == v1::IMPORT_OUTCOME_WARNING;
}

Table TroubleTable(const ImportReport& report, const Names& names) {
  Table table({"line", "outcome", "who", "column", "reason"});
  for (const Result& result : report.results) {
    if (!IsTrouble(result) || IsAboutNobodysRow(result)) continue;
    const bool refused = result.outcome() == v1::IMPORT_OUTCOME_ERROR;
    const std::string word = refused ? "refused" : "warning";
    table.Add({LineText(result), Cell(word, word, refused ? Style::kBad : Style::kWarning),
               WhoText(report, result, names), result.column(), result.reason()});
  }
  return table;
}

Table ChangeTable(const ImportReport& report, const Names& names) {
  Table table({"line", "change", "who", "column", "what"});
  for (const Result& result : report.results) {
    if (IsTrouble(result)) continue;
    table.Add({LineText(result), result.outcome() == v1::IMPORT_OUTCOME_CREATED ? "create" : "update",
               WhoText(report, result, names), result.column(), result.reason()});
  }
  return table;
}

Table AllTable(const ImportReport& report, const Names& names) {
  Table table({"line", "outcome", "who", "column", "reason"});
  for (const Result& result : report.results) {
    table.Add({LineText(result), EnumWord(result.outcome()), WhoText(report, result, names), result.column(),
               result.reason()});
  }
  return table;
}

void PrintMessages(Screen& screen, const ImportReport& report) {
  std::vector<v1::ImportPeopleResponse> messages(report.results.size() + 1);
  for (std::size_t i = 0; i < report.results.size(); ++i) *messages[i].mutable_row() = report.results[i];
  *messages.back().mutable_summary() = report.summary;
  Records records;
  for (const auto& message : messages) records.push_back(&message);
  screen.Print(records);
}

}  // namespace

ImportReport ReportOf(const PeopleRows& people, ImportAnswer answer, bool dry_run) {
  ImportReport report;
  report.dry_run = dry_run;
  report.results = std::move(answer.results);
  report.results.insert(report.results.end(), people.refused.begin(), people.refused.end());
  std::stable_sort(report.results.begin(), report.results.end(),
                   [](const Result& a, const Result& b) { return a.line_number() < b.line_number(); });
  report.summary = std::move(answer.summary);
  report.summary.set_errors(report.summary.errors() + static_cast<int64_t>(people.refused.size()));
  for (const auto& row : people.rows) {
    report.who[row.line_number()] = row.display_name().empty() ? row.employee_number() : row.display_name();
  }
  return report;
}

std::string SummaryText(const ImportReport& report) {
  const v1::ImportPeopleSummary& summary = report.summary;
  std::string text = fmt::format("{}{} created, {} updated, {} unchanged, {} refused",
                                 report.dry_run ? "Nothing was changed. It would be: " : "",
                                 summary.created(), summary.updated(), summary.unchanged(), summary.errors());
  if (summary.missing() > 0) {
    text += fmt::format("; {} in the directory but not in the file, left as they are", summary.missing());
  }
  return text;
}

std::vector<std::string> PeopleNotInFile(const ImportReport& report, Format format) {
  std::vector<std::string> people;
  if (format == Format::kJson || format == Format::kYaml) return people;  // they get the results as they are
  for (const Result& result : report.results) {
    const bool enough = format == Format::kTable && people.size() == kNamed;
    if (IsAboutNobodysRow(result) && !result.person().empty() && !enough) people.push_back(result.person());
  }
  return people;
}

namespace {

void SayWhoIsNotInFile(Screen& screen, const ImportReport& report, const Names& names) {
  const std::vector<std::string> people = PeopleNotInFile(report, Format::kTable);
  if (people.empty()) return;
  const auto others = report.summary.missing() - static_cast<int64_t>(people.size());
  screen.Say(fmt::format("In the directory, not in the file: {}{}", names.People(people).shown,
                         others > 0 ? fmt::format(" and {} others (-o csv lists them)", others) : ""));
}

}  // namespace

void PrintReport(Screen& screen, const ImportReport& report, const Names& names) {
  if (screen.wants_records()) return PrintMessages(screen, report);
  if (screen.format() == Format::kCsv) return screen.Print(AllTable(report, names));
  if (report.dry_run) screen.Print(ChangeTable(report, names));
  screen.Print(TroubleTable(report, names));
  SayWhoIsNotInFile(screen, report, names);
  screen.Say(SummaryText(report), report.summary.errors() > 0 ? Style::kWarning : Style::kGood);
}

}  // namespace laurel::cli
