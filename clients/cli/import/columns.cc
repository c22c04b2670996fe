#include "clients/cli/import/columns.h"

#include <algorithm>

#include "clients/cli/connection/failure.h"
#include "common/api/text.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

std::string Normalized(std::string_view title) {
  std::string name = api::LowerAscii(api::Trim(title));
  std::ranges::replace_if(
      name, [](char c) { return c == ' ' || c == '-'; }, '_');
  return name;
}

}  // namespace

bool Columns::Has(std::string_view name) const {
  return std::find(names.begin(), names.end(), name) != names.end();
}

absl::StatusOr<Columns> ColumnsOf(const SheetRow& header,
                                  const std::function<bool(const std::string& name)>& is_known) {
  Columns columns;
  for (const std::string& title : header.cells) {
    std::string name = Normalized(title);
    const bool known = is_known(name);
    if (!known && !title.empty()) columns.unknown.push_back(title);
    if (known && columns.Has(name)) {
      return UsageError(fmt::format("the column {} stands twice in line {}", name, header.line));
    }
    columns.names.push_back(known ? std::move(name) : std::string());
  }
  return columns;
}

std::optional<BadCell> Unreadable(const SheetRow& row, const Columns& columns) {
  const std::size_t width = columns.names.size();
  for (std::size_t i = width; i < row.cells.size(); ++i) {
    if (row.cells[i].empty()) continue;
    return BadCell{"", fmt::format("has {} cells, the header {}: is a quote or a separator wrong?",
                                   row.cells.size(), width)};
  }
  for (std::size_t i = 0; i < std::min(width, row.cells.size()); ++i) {
    if (!columns.names[i].empty() && !api::IsValidUtf8(row.cells[i])) {
      return BadCell{columns.names[i], "is not UTF-8: save the file as \"CSV UTF-8\""};
    }
  }
  return std::nullopt;
}

}  // namespace laurel::cli
