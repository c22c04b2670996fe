#include "clients/cli/import/people_rows.h"

#include <algorithm>

#include "clients/cli/connection/failure.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "fmt/ranges.h"
#include "google/protobuf/descriptor.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;
using google::protobuf::FieldDescriptor;

// The columns are the text fields of the message: a field added to the contract is a column at once.
const FieldDescriptor* FieldNamed(const std::string& name) {
  const FieldDescriptor* field = v1::ImportPeopleRow::descriptor()->FindFieldByName(name);
  return field != nullptr && field->cpp_type() == FieldDescriptor::CPPTYPE_STRING ? field : nullptr;
}

std::string Normalized(std::string_view title) {
  std::string name = api::LowerAscii(api::Trim(title));
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  return name;
}

std::vector<std::string> KnownColumns() {
  std::vector<std::string> names;
  const auto* descriptor = v1::ImportPeopleRow::descriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    if (FieldNamed(descriptor->field(i)->name()) != nullptr) names.push_back(descriptor->field(i)->name());
  }
  return names;
}

absl::StatusOr<std::vector<const FieldDescriptor*>> ColumnsOf(const SheetRow& header,
                                                              std::vector<std::string>& unknown) {
  std::vector<const FieldDescriptor*> columns;
  for (const std::string& title : header.cells) {
    const FieldDescriptor* field = FieldNamed(Normalized(title));
    if (field == nullptr && !title.empty()) unknown.push_back(title);
    if (field != nullptr && std::find(columns.begin(), columns.end(), field) != columns.end()) {
      return UsageError(fmt::format("the column {} stands twice in line {}", field->name(), header.line));
    }
    columns.push_back(field);
  }
  if (std::find(columns.begin(), columns.end(), FieldNamed("employee_number")) == columns.end()) {
    return UsageError(fmt::format("line {} names no column employee_number; columns that count: {}",
                                  header.line, fmt::join(KnownColumns(), ", ")));
  }
  return columns;
}

v1::ImportPeopleRowResult Refused(int64_t line, std::string_view column, std::string_view reason) {
  v1::ImportPeopleRowResult result;
  result.set_line_number(line);
  result.set_outcome(v1::IMPORT_OUTCOME_ERROR);
  result.set_column(std::string(column));
  result.set_reason(std::string(reason));
  return result;
}

}  // namespace

absl::StatusOr<PeopleRows> ToPeopleRows(const Sheet& sheet) {
  PeopleRows out;
  ASSIGN_OR_RETURN(const auto columns, ColumnsOf(sheet.header, out.unknown_columns));
  for (const SheetRow& row : sheet.rows) {
    const auto extra =
        row.cells.begin() + static_cast<std::ptrdiff_t>(std::min(columns.size(), row.cells.size()));
    if (std::any_of(extra, row.cells.end(), [](const auto& cell) { return !cell.empty(); })) {
      out.refused.push_back(
          Refused(row.line, "",
                  fmt::format("has {} cells, the header {}: is a quote or a separator wrong?",
                              row.cells.size(), columns.size())));
      continue;
    }
    v1::ImportPeopleRow message;
    message.set_line_number(row.line);
    bool good = true;
    for (std::size_t i = 0; i < std::min(columns.size(), row.cells.size()); ++i) {
      if (columns[i] == nullptr) continue;
      if (!api::IsValidUtf8(row.cells[i])) {
        out.refused.push_back(
            Refused(row.line, columns[i]->name(), "is not UTF-8: save the file as \"CSV UTF-8\""));
        good = false;
        break;
      }
      message.GetReflection()->SetString(&message, columns[i], row.cells[i]);
    }
    if (good) out.rows.push_back(std::move(message));
  }
  return out;
}

}  // namespace laurel::cli
