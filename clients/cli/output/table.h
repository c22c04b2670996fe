// Rows under column titles: aligned for people, CSV for spreadsheets and programs. A cell may say something
// else to each: "today 15:00" here, "2026-11-21T15:00:00+01:00" there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/output/text.h"

namespace laurel::cli {

struct Cell {
  Cell(std::string both) : shown(both), data(std::move(both)) {}  // NOLINT(google-explicit-constructor)
  Cell(const char* both) : Cell(std::string(both)) {}             // NOLINT(google-explicit-constructor)
  Cell(std::string shown_text, std::string data_text, Style cell_style = Style::kPlain)
      : shown(std::move(shown_text)), data(std::move(data_text)), style(cell_style) {}

  std::string shown;
  std::string data;
  Style style = Style::kPlain;
};

class Table {
 public:
  // snake_case; people see "DUE DATE" for due_date.
  explicit Table(std::vector<std::string> columns) : columns_(std::move(columns)) {}

  // As many cells as columns.
  void Add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }

  const std::vector<std::string>& columns() const { return columns_; }
  const std::vector<std::vector<Cell>>& rows() const { return rows_; }
  bool empty() const { return rows_.empty(); }

 private:
  std::vector<std::string> columns_;
  std::vector<std::vector<Cell>> rows_;
};

// For people: without the columns in which nothing is shown. Programs count on all of them.
Table WithoutEmptyColumns(const Table& table);

struct TableLayout {
  std::size_t width = 0;  // cells of the terminal; 0: as wide as the rows are
  bool colours = false;
  bool titles = true;
  std::size_t indent = 0;
};

// Columns wider than the terminal allows are shortened, the widest first; a bar gives way before the number
// beside it. Never those that hold what is typed back, such as ids and addresses, nor what half of it would
// misstate, such as times. Where that is not enough, lines are longer than the terminal is wide.
std::string Aligned(const Table& table, const TableLayout& layout);

// RFC 4180, one line of column names first.
std::string Csv(const Table& table);

}  // namespace laurel::cli
