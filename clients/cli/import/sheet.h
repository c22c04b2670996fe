// A CSV file as spreadsheets write it: a byte order mark, CRLF, quotes around commas and newlines, and a
// semicolon or tab as separator where the comma is the decimal sign. Pure functions; the whole file is in
// memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace laurel::cli {

struct SheetRow {
  int64_t line;  // of the file, from 1: where the row begins
  std::vector<std::string> cells;
};

struct Sheet {
  char separator = ',';
  SheetRow header;
  std::vector<SheetRow> rows;  // rows of empty cells are left out
};

// USAGE when there is no header, a quote is never closed, or the file is no text in UTF-8 or ASCII by its
// marks.
absl::StatusOr<Sheet> ReadSheet(std::string_view file);

}  // namespace laurel::cli
