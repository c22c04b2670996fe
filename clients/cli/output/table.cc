#include "clients/cli/output/table.h"

#include <csv.h>

#include <algorithm>
#include <numeric>

namespace laurel::cli {
namespace {

constexpr std::size_t kGap = 2;
// To which columns are shortened; where lines are too wide even so, to less: all alike.
constexpr std::size_t kLeastWidths[] = {8, 4};

// What commands take back as it stands in the table.
constexpr std::string_view kTypedBack[] = {"id",     "part_of", "superseded_by", "email", "hashtag", "line",
                                           "metric", "subject", "call",          "type",  "key",     "no"};

std::string Title(std::string_view column) {
  std::string title(column);
  std::transform(title.begin(), title.end(), title.begin(), [](char c) {
    return c == '_' ? ' ' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  });
  return title;
}

struct Line {
  std::vector<std::string> texts;
  std::vector<Style> styles;
};

std::vector<Line> LinesOf(const Table& table, bool titles) {
  std::vector<Line> lines;
  if (titles) {
    Line line;
    for (const std::string& column : table.columns()) line.texts.push_back(Title(column));
    line.styles.assign(line.texts.size(), Style::kDim);
    lines.push_back(std::move(line));
  }
  for (const auto& row : table.rows()) {
    Line line;
    for (const Cell& cell : row) {
      line.texts.push_back(OneLine(cell.shown));
      line.styles.push_back(cell.style);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::size_t> WidthsOf(const std::vector<Line>& lines, std::size_t columns) {
  std::vector<std::size_t> widths(columns, 0);
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < columns; ++i) widths[i] = std::max(widths[i], DisplayWidth(line.texts[i]));
  }
  return widths;
}

bool IsTypedBack(const std::string& column) {
  return std::find(std::begin(kTypedBack), std::end(kTypedBack), column) != std::end(kTypedBack);
}

void Fit(const std::vector<std::string>& columns, std::vector<std::size_t>& widths, std::size_t available) {
  std::size_t total = std::accumulate(widths.begin(), widths.end(), kGap * (widths.size() - 1));
  for (const std::size_t least : kLeastWidths) {
    while (total > available) {
      std::size_t* widest = nullptr;
      for (std::size_t i = 0; i < widths.size(); ++i) {
        const bool gives_way = widths[i] > least && !IsTypedBack(columns[i]);
        if (gives_way && (widest == nullptr || widths[i] > *widest)) widest = &widths[i];
      }
      if (widest == nullptr) break;
      --*widest;
      --total;
    }
  }
}

}  // namespace

Table WithoutEmptyColumns(const Table& table) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    const auto shows = [i](const auto& row) { return !row[i].shown.empty(); };
    if (std::any_of(table.rows().begin(), table.rows().end(), shows)) kept.push_back(i);
  }
  std::vector<std::string> columns;
  for (const std::size_t i : kept) columns.push_back(table.columns()[i]);
  Table out(std::move(columns));
  for (const auto& row : table.rows()) {
    std::vector<Cell> cells;
    for (const std::size_t i : kept) cells.push_back(row[i]);
    out.Add(std::move(cells));
  }
  return out;
}

std::string Aligned(const Table& table, const TableLayout& layout) {
  const std::size_t columns = table.columns().size();
  const std::vector<Line> lines = LinesOf(table, layout.titles);
  std::vector<std::size_t> widths = WidthsOf(lines, columns);
  if (layout.width > layout.indent) Fit(table.columns(), widths, layout.width - layout.indent);
  std::string out;
  for (const Line& line : lines) {
    std::string row(layout.indent, ' ');
    std::size_t owed = 0;  // blanks before the next text: none are left at the end of a line
    for (std::size_t i = 0; i < columns; ++i) {
      const std::string text = Shortened(line.texts[i], std::max<std::size_t>(widths[i], 1));
      if (!text.empty()) {
        row.append(owed, ' ');
        owed = 0;
        row += Styled(text, line.styles[i], layout.colours);
      }
      owed += widths[i] - DisplayWidth(text) + kGap;
    }
    out += row + "\n";
  }
  return out;
}

namespace {

// A spreadsheet takes such a beginning for a formula, and runs what somebody wrote as their feedback. A
// number below 0 is one.
bool LooksLikeAFormula(std::string_view text) {
  if (text.empty() || std::string_view("=+-@\t\r").find(text.front()) == std::string_view::npos) return false;
  const bool is_number = text.size() > 1 && text.front() == '-' &&
                         text.find_first_not_of("0123456789.", 1) == std::string_view::npos;
  return !is_number;
}

std::string Quoted(std::string_view written) {
  std::string text(written);
  if (LooksLikeAFormula(written)) text.insert(text.begin(), '\'');
  std::string out(text.size() * 2 + 2, '\0');
  out.resize(csv_write(out.data(), out.size(), text.data(), text.size()));
  return out;
}

void AppendCsvLine(const std::vector<std::string_view>& texts, std::string& out) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out += ',';
    out += Quoted(texts[i]);
  }
  out += "\r\n";
}

}  // namespace

std::string Csv(const Table& table) {
  std::string out;
  AppendCsvLine({table.columns().begin(), table.columns().end()}, out);
  for (const auto& row : table.rows()) {
    std::vector<std::string_view> texts;
    for (const Cell& cell : row) texts.emplace_back(cell.data);
    AppendCsvLine(texts, out);
  }
  return out;
}

}  // namespace laurel::cli
