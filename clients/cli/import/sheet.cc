#include "clients/cli/import/sheet.h"

#include <csv.h>

#include <algorithm>
#include <array>
#include <utility>

#include "clients/cli/connection/failure.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

// libcsv takes pieces of text and calls back with cells and ends of rows. Pieces are physical lines here, so
// that the line on which a row begins is known although a quoted cell may run over several.
class Parser {
 public:
  explicit Parser(char separator) {
    csv_init(&parser_, 0);
    csv_set_delim(&parser_, static_cast<unsigned char>(separator));
  }
  ~Parser() { csv_free(&parser_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  absl::Status Feed(std::string_view line) {
    ++line_;
    if (!inside_row_) row_.line = line_;
    inside_row_ = true;
    if (csv_parse(&parser_, line.data(), line.size(), OnCell, OnRow, this) != line.size()) return Failed();
    // A blank line begins no row, and libcsv says nothing about it.
    if (row_.cells.empty() && line.find_first_not_of(" \t\r\n") == std::string_view::npos && !InQuotes())
      inside_row_ = false;
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<SheetRow>> Finish() {
    // A stray quote inside a cell is taken as it stands; one that is never closed has swallowed the rest of
    // the file.
    csv_set_opts(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    if (csv_fini(&parser_, OnCell, OnRow, this) != 0) {
      return UsageError(fmt::format("the quote that opens in the row of line {} is never closed", row_.line));
    }
    return std::move(rows_);
  }

 private:
  static void OnCell(void* text, size_t size, void* self) {
    static_cast<Parser*>(self)->row_.cells.emplace_back(static_cast<const char*>(text), size);
  }
  static void OnRow(int, void* self) { static_cast<Parser*>(self)->EndRow(); }

  void EndRow() {
    const bool empty =
        std::all_of(row_.cells.begin(), row_.cells.end(), [](const auto& cell) { return cell.empty(); });
    if (!empty) rows_.push_back(std::move(row_));
    row_ = SheetRow{line_, {}};
    inside_row_ = false;
  }

  bool InQuotes() const { return parser_.quoted != 0; }
  absl::Status Failed() {
    return UsageError(fmt::format("line {} cannot be read: {}", line_, csv_strerror(csv_error(&parser_))));
  }

  csv_parser parser_;
  int64_t line_ = 0;
  bool inside_row_ = false;
  SheetRow row_{0, {}};
  std::vector<SheetRow> rows_;
};

// The first line with its end: CRLF, LF or CR.
std::string_view TakeLine(std::string_view& rest) {
  std::size_t end = rest.find_first_of("\r\n");
  if (end == std::string_view::npos) {
    end = rest.size();
  } else {
    end += rest.substr(end, 2) == "\r\n" ? 2 : 1;
  }
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end);
  return line;
}

// What separates the names of the columns: whichever stands most often outside quotes.
char SeparatorOf(std::string_view header) {
  std::array<std::pair<char, int>, 3> counts = {{{',', 0}, {';', 0}, {'\t', 0}}};
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    for (auto& [separator, count] : counts) count += !quoted && c == separator ? 1 : 0;
  }
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

}  // namespace

absl::StatusOr<Sheet> ReadSheet(std::string_view file) {
  if (file.starts_with("\xff\xfe") || file.starts_with("\xfe\xff")) {
    return UsageError("the file is UTF-16: save it as \"CSV UTF-8\"");
  }
  if (file.find('\0') != std::string_view::npos) {
    return UsageError("the file is no text: save it as \"CSV UTF-8\", not as a workbook");
  }
  if (file.starts_with("\xef\xbb\xbf")) file.remove_prefix(3);
  std::string_view rest = file;
  const std::size_t first = file.find_first_not_of("\r\n");
  std::string_view from_header = file.substr(std::min(first, file.size()));
  Sheet sheet;
  sheet.separator = SeparatorOf(TakeLine(from_header));
  Parser parser(sheet.separator);
  while (!rest.empty()) RETURN_IF_ERROR(parser.Feed(TakeLine(rest)));
  ASSIGN_OR_RETURN(std::vector<SheetRow> rows, parser.Finish());
  if (rows.empty()) return UsageError("the file is empty: its first line names the columns");
  sheet.header = std::move(rows.front());
  rows.erase(rows.begin());
  sheet.rows = std::move(rows);
  return sheet;
}

}  // namespace laurel::cli
