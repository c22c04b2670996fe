#include "common/sql/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <utility>

#include "common/api/etag.h"
#include "common/sql/field_codec.h"

namespace laurel::sql {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string FormatName(const api::ResourcePattern& pattern, const Row& row, std::size_t first,
                       std::size_t count) {
  switch (count) {
    case 1:
      return pattern.Format({row.Text(first)});
    case 2:
      return pattern.Format({row.Text(first), row.Text(first + 1)});
    default:
      return pattern.Format({row.Text(first), row.Text(first + 1), row.Text(first + 2)});
  }
}

// The driver takes no value of MySQL's JSON type out of a prepared statement; to MariaDB it is text anyway.
std::string Selected(const std::string& column, std::string_view alias, bool json) {
  const std::string name = alias.empty() ? column : fmt::format("{}.{}", alias, column);
  return json ? fmt::format("CAST({} AS CHAR)", name) : name;
}

}  // namespace

Column Column::Field(std::string_view column) {
  Column result;
  result.columns = {std::string(column)};
  return result;
}

Column Column::NullIfEmpty(std::string_view column) {
  Column result = Field(column);
  result.null_if_empty = true;
  return result;
}

Column Column::Name(std::vector<std::string> columns, api::ResourcePattern pattern) {
  Column result;
  result.kind = Kind::kName;
  result.columns = std::move(columns);
  result.pattern = pattern;
  return result;
}

Column Column::Reference(std::string_view column, api::ResourcePattern pattern) {
  Column result = Field(column);
  result.kind = Kind::kReference;
  result.pattern = pattern;
  return result;
}

Column Column::Version() {
  Column result = Field("version");
  result.kind = Kind::kVersion;
  return result;
}

Column Column::Extra(std::string_view column) {
  Column result = Field(column);
  result.kind = Kind::kExtra;
  return result;
}

struct Record::Binding {
  Column column;
  const FieldDescriptor* field;  // null for an extra

  void AppendValues(const Message& message, Values& values) const;
  void Read(const Row& row, std::size_t first, Message& message) const;
  bool IsText() const {
    return field != nullptr && !field->is_repeated() && field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
  }
};

void Record::Binding::AppendValues(const Message& message, Values& values) const {
  switch (column.kind) {
    case Column::Kind::kField:
      values.push_back(EncodeField(message, *field, column.null_if_empty));
      return;
    case Column::Kind::kName: {
      const std::string name = message.GetReflection()->GetString(message, field);
      const std::optional<std::vector<std::string>> ids = column.pattern.Match(name);
      if (!ids.has_value())
        throw std::logic_error(fmt::format("a row needs a name like {}", column.pattern.pattern()));
      values.insert(values.end(), ids->begin(), ids->end());
      return;
    }
    case Column::Kind::kReference: {
      const std::string name = message.GetReflection()->GetString(message, field);
      values.push_back(name.empty() ? Value(nullptr) : Value(std::string(api::IdOf(name))));
      return;
    }
    case Column::Kind::kVersion:
      values.emplace_back(std::int64_t{1});
      return;
    case Column::Kind::kExtra:
      throw std::logic_error("an extra column has no value in the message");
  }
}

void Record::Binding::Read(const Row& row, std::size_t first, Message& message) const {
  const auto& reflection = *message.GetReflection();
  switch (column.kind) {
    case Column::Kind::kField:
      return DecodeField(row, first, *field, message);
    case Column::Kind::kName:
      return reflection.SetString(&message, field,
                                  FormatName(column.pattern, row, first, column.columns.size()));
    case Column::Kind::kReference:
      if (!row.IsNull(first))
        reflection.SetString(&message, field, FormatName(column.pattern, row, first, 1));
      return;
    case Column::Kind::kVersion:
      return reflection.SetString(&message, field, api::EtagOf(row.Int(first)));
    case Column::Kind::kExtra:
      return;
  }
}

Record::Record(std::string_view table, const google::protobuf::Descriptor* message,
               std::vector<Column> columns)
    : table_(table) {
  for (Column& column : columns) {
    insert_columns_.insert(insert_columns_.end(), column.columns.begin(), column.columns.end());
    if (column.kind == Column::Kind::kName) key_ = column.columns;
    const std::string field_name = column.kind == Column::Kind::kName      ? "name"
                                   : column.kind == Column::Kind::kVersion ? "etag"
                                                                           : column.columns.front();
    const bool extra = column.kind == Column::Kind::kExtra;
    const FieldDescriptor* field = extra ? nullptr : message->FindFieldByName(field_name);
    auto binding = std::make_shared<const Binding>(Binding{std::move(column), field});
    const bool fits =
        extra || (field != nullptr &&
                  (binding->column.kind == Column::Kind::kField ? IsStorable(*field) : binding->IsText()));
    if (!fits || binding->column.columns.size() > 3) {
      std::fprintf(stderr, "record %s: no column can be bound to %s.%s\n", table_.c_str(),
                   message->full_name().c_str(), field_name.c_str());
      std::abort();
    }
    bindings_.push_back(std::move(binding));
  }
}

std::string Record::SelectList(std::string_view alias) const {
  std::string list;
  for (const auto& binding : bindings_) {
    if (binding->column.kind == Column::Kind::kExtra) continue;
    const bool json = binding->column.kind == Column::Kind::kField && IsJson(*binding->field);
    for (const std::string& column : binding->column.columns) {
      if (!list.empty()) list += ", ";
      list += Selected(column, alias, json);
    }
  }
  return list;
}

int Record::columns_read() const {
  std::size_t count = 0;
  for (const auto& binding : bindings_) {
    if (binding->column.kind != Column::Kind::kExtra) count += binding->column.columns.size();
  }
  return static_cast<int>(count);
}

Values Record::ToValues(const Message& message, const Values& extras) const {
  Values values;
  values.reserve(insert_columns_.size());
  auto extra = extras.begin();
  for (const auto& binding : bindings_) {
    if (binding->column.kind != Column::Kind::kExtra) {
      binding->AppendValues(message, values);
    } else {
      if (extra == extras.end()) throw std::logic_error("a value for an extra column is missing");
      values.push_back(*extra++);
    }
  }
  if (extra != extras.end()) throw std::logic_error("more values than extra columns");
  return values;
}

Values Record::KeyOf(const Message& message) const {
  Values values;
  for (const auto& binding : bindings_) {
    if (binding->column.kind == Column::Kind::kName) binding->AppendValues(message, values);
  }
  return values;
}

Record::Assignments Record::ToAssignments(const Message& message,
                                          const std::vector<std::string>& fields) const {
  Assignments result;
  for (const std::string& field : fields) {
    const auto binding = std::ranges::find_if(bindings_, [&](const auto& candidate) {
      return candidate->field != nullptr && candidate->field->name() == field &&
             (candidate->column.kind == Column::Kind::kField ||
              candidate->column.kind == Column::Kind::kReference);
    });
    if (binding == bindings_.end())
      throw std::logic_error(fmt::format("{} has no column for {}", table_, field));
    if (!result.sql.empty()) result.sql += ", ";
    result.sql += fmt::format("{} = ?", (*binding)->column.columns.front());
    (*binding)->AppendValues(message, result.values);
  }
  return result;
}

void Record::Read(const Row& row, Message& message, std::size_t first) const {
  for (const auto& binding : bindings_) {
    if (binding->column.kind == Column::Kind::kExtra) continue;
    binding->Read(row, first, message);
    first += binding->column.columns.size();
  }
}

}  // namespace laurel::sql
