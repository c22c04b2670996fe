#include "clients/cli/output/table.h"

#include <csv.h>

#include <algorithm>

#include "clients/cli/output/bars.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kLeastBar = 3;

// To what columns are shortened, step by step until lines are narrow enough: all alike.
struct Step {
  std::size_t text;
  std::size_t bar;                // cells of a bar beside its number; 0: the number alone
  bool leaves_whose_out = false;  // before less than this is left of what the rows are about
};
constexpr Step kSteps[] = {{16, 5}, {16, 0}, {8, 0}, {4, 0, true}};

// "██████████ 50 %": of such cells the bar gives way, never the number.
constexpr std::string_view kWithBar = "progress";
// Whose a goal is can be asked for; half a name tells nobody anything.
constexpr std::string_view kWhose = "whose";
// Half of such a word, day or time says something else, or nothing.
constexpr std::string_view kWhole[] = {"health", "when", "until", "measured"};

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
  std::vector<std::string> data;
};

std::vector<Line> LinesOf(const Table& table, bool titles) {
  std::vector<Line> lines;
  if (titles) {
    Line line;
    for (const std::string& column : table.columns()) line.texts.push_back(Title(column));
    line.styles.assign(line.texts.size(), Style::kDim);
    line.data.resize(line.texts.size());
    lines.push_back(std::move(line));
  }
  for (const auto& row : table.rows()) {
    Line line;
    for (const Cell& cell : row) {
      line.texts.push_back(OneLine(cell.shown));
      line.styles.push_back(cell.style);
      line.data.push_back(cell.data);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

struct Column {
  std::string_view name;
  std::size_t width = 0;
  std::size_t number = 0;  // cells of the widest number that stands behind a bar; 0: there are no bars
  bool left_out = false;
};

bool IsOneOf(std::string_view name, const auto& names) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// "50 %" of "█████░░░░░ 50 %" and of "[####----] 50 %"; nothing where no bar stands first.
std::string_view BehindBar(std::string_view text) {
  const std::size_t space = text.find(' ');
  const bool bar = !text.empty() && (text.front() == '[' || static_cast<unsigned char>(text.front()) > 127);
  return bar && space != std::string_view::npos && text.ends_with('%') ? text.substr(space + 1)
                                                                       : std::string_view();
}

std::vector<Column> ColumnsOf(const Table& table, const std::vector<Line>& lines) {
  std::vector<Column> columns;
  for (const std::string& name : table.columns()) columns.push_back({.name = name});
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      columns[i].width = std::max(columns[i].width, DisplayWidth(line.texts[i]));
      if (columns[i].name != kWithBar) continue;
      columns[i].number = std::max(columns[i].number, DisplayWidth(BehindBar(line.texts[i])));
    }
  }
  return columns;
}

std::size_t TotalOf(const std::vector<Column>& columns) {
  std::size_t total = 0;
  for (const Column& column : columns) {
    if (!column.left_out) total += column.width + (total == 0 ? 0 : kGap);
  }
  return total;
}

bool GivesWay(const Column& column, const Step& step) {
  if (column.left_out || IsOneOf(column.name, kTypedBack) || IsOneOf(column.name, kWhole)) return false;
  if (column.number == 0) return column.width > step.text;
  return column.width > column.number + (step.bar == 0 ? 0 : step.bar + 1);
}

void Fit(std::vector<Column>& columns, std::size_t available) {
  for (const Step& step : kSteps) {
    if (step.leaves_whose_out && TotalOf(columns) > available) {
      for (Column& column : columns) column.left_out = column.name == kWhose;
    }
    while (TotalOf(columns) > available) {
      Column* widest = nullptr;
      for (Column& column : columns) {
        if (GivesWay(column, step) && (widest == nullptr || column.width > widest->width)) widest = &column;
      }
      if (widest == nullptr) break;
      --widest->width;
    }
  }
}

// `share` is what the bar shows.
std::string Fitted(const std::string& text, const std::string& share, const Column& column) {
  const std::string number(BehindBar(text));
  if (column.number == 0 || number.empty() || DisplayWidth(text) <= column.width) {
    return Shortened(text, std::max<std::size_t>(column.width, 1));
  }
  if (column.width < column.number + 1 + kLeastBar) return number;
  const Drawing drawing = text.front() == '[' ? Drawing::kPlain : Drawing::kBlocks;
  return fmt::format("{} {}", ProgressBar(ToNumber(share), column.width - column.number - 1, drawing),
                     number);
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
  const std::vector<Line> lines = LinesOf(table, layout.titles);
  std::vector<Column> columns = ColumnsOf(table, lines);
  if (layout.width > layout.indent) Fit(columns, layout.width - layout.indent);
  std::string out;
  for (const Line& line : lines) {
    std::string row(layout.indent, ' ');
    std::size_t owed = 0;  // blanks before the next text: none are left at the end of a line
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].left_out) continue;
      const std::string text = Fitted(line.texts[i], line.data[i], columns[i]);
      if (!text.empty()) {
        row.append(owed, ' ');
        owed = 0;
        row += Styled(text, line.styles[i], layout.colours);
      }
      owed += columns[i].width - DisplayWidth(text) + kGap;
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
