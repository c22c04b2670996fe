// A record declares its columns once; SELECT list, INSERT, masked UPDATE and row -> message come from it.
//
// A column is bound to a field of a protobuf message by name, and its SQL form follows from the field's type:
//   string -> VARCHAR/TEXT · a resource name with a single-variable pattern -> the id alone, CHAR(26) · enum,
//   integer, bool -> integer · Timestamp -> DATETIME(6) · google.type.Date -> DATE · Duration -> BIGINT
//   microseconds · repeated and other messages -> JSON (protobuf's own JSON mapping). An unset message, and
//   an empty string of a column declared kNullIfEmpty, is NULL.
// Immutable after construction: thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/api/resource_pattern.h"
#include "common/sql/value.h"
#include "google/protobuf/message.h"

namespace laurel::sql {

struct Column {
  enum class Kind { kField, kName, kReference, kVersion, kExtra };

  // The field of the same name as the column.
  static Column Field(std::string_view column);
  static Column NullIfEmpty(std::string_view column);
  // The ids of the message's `name`, one column for each variable of the pattern.
  static Column Name(std::vector<std::string> columns, api::ResourcePattern pattern);
  // A field that holds the full name of another resource, stored as its id; NULL when empty.
  static Column Reference(std::string_view column, api::ResourcePattern pattern);
  // The version of the row: the message's `etag`. Starts at 1.
  static Column Version();
  // A column that the message does not show: its value is given on insert, and it is not read back into the
  // message.
  static Column Extra(std::string_view column);

  Kind kind = Kind::kField;
  std::vector<std::string> columns;
  api::ResourcePattern pattern{""};
  bool null_if_empty = false;
};

class Record {
 public:
  // Aborts when a field does not exist: a record is a constant of the program.
  Record(std::string_view table, const google::protobuf::Descriptor* message, std::vector<Column> columns);

  const std::string& table() const { return table_; }
  // "id, version, text, …", each with `alias.` before it when given, JSON read as text. Extra columns are
  // left out.
  std::string SelectList(std::string_view alias = "") const;
  int columns_read() const;
  // All columns, extras included, in declared order: what Changes::Insert writes.
  const std::vector<std::string>& insert_columns() const { return insert_columns_; }
  // The values of `message` in that order; `extras` in the order in which Extra columns were declared.
  Values ToValues(const google::protobuf::Message& message, const Values& extras = {}) const;
  // The columns of the name, in its order, and their values: the ids in the message's name. Empty without
  // Name().
  const std::vector<std::string>& key() const { return key_; }
  Values KeyOf(const google::protobuf::Message& message) const;
  // "a = ?, b = ?" and its values for these fields of the message (top-level names), e.g. those of an update
  // mask.
  struct Assignments {
    std::string sql;
    Values values;
  };
  Assignments ToAssignments(const google::protobuf::Message& message,
                            const std::vector<std::string>& fields) const;
  // Fills `message` from the columns of SelectList(), which begin at `first`.
  void Read(const Row& row, google::protobuf::Message& message, std::size_t first = 0) const;

  template <typename Message>
  std::vector<Message> ReadAll(const Rows& rows) const {
    std::vector<Message> messages(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) Read(rows[i], messages[i]);
    return messages;
  }

 private:
  struct Binding;
  std::string table_;
  std::vector<std::shared_ptr<const Binding>> bindings_;
  std::vector<std::string> insert_columns_;
  std::vector<std::string> key_;
};

}  // namespace laurel::sql
