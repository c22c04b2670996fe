#include "clients/cli/import/people_rows.h"

#include <algorithm>

#include "clients/cli/connection/failure.h"
#include "clients/cli/import/columns.h"
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

std::vector<std::string> KnownColumns() {
  std::vector<std::string> names;
  const auto* descriptor = v1::ImportPeopleRow::descriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    if (FieldNamed(descriptor->field(i)->name()) != nullptr) names.push_back(descriptor->field(i)->name());
  }
  return names;
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
  ASSIGN_OR_RETURN(const Columns columns, ColumnsOf(sheet.header, [](const std::string& name) {
                     return FieldNamed(name) != nullptr;
                   }));
  out.unknown_columns = columns.unknown;
  if (!columns.Has("employee_number")) {
    return UsageError(fmt::format("line {} names no column employee_number; columns that count: {}",
                                  sheet.header.line, fmt::join(KnownColumns(), ", ")));
  }
  for (const SheetRow& row : sheet.rows) {
    if (const auto bad = Unreadable(row, columns)) {
      out.refused.push_back(Refused(row.line, bad->column, bad->reason));
      continue;
    }
    v1::ImportPeopleRow message;
    message.set_line_number(row.line);
    for (std::size_t i = 0; i < std::min(columns.names.size(), row.cells.size()); ++i) {
      if (columns.names[i].empty()) continue;
      message.GetReflection()->SetString(&message, FieldNamed(columns.names[i]), row.cells[i]);
    }
    out.rows.push_back(std::move(message));
  }
  return out;
}

}  // namespace laurel::cli
