#include "common/history/status_changes.h"

#include "common/api/resource_pattern.h"
#include "common/org/organization.h"
#include "common/sql/record.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::history {
namespace {

using common::v1::StatusChange;
using google::protobuf::EnumDescriptor;
using sql::Column;

// What a row says of itself. Whose states they are, and so their names, it does not say. Whatever else a
// change may tell, some service's matter, has a column as it has a field.
std::vector<Column> Columns() {
  std::vector<Column> columns = {Column::Extra("resource"), Column::Extra("n"), Column::Extra("from_state"),
                                 Column::Extra("to_state"), Column::Extra("actor")};
  const auto& fields = *StatusChange::descriptor();
  for (int i = 0; i < fields.field_count(); ++i) {
    const int number = fields.field(i)->number();
    if (number == StatusChange::kNameFieldNumber || number == StatusChange::kFromStateFieldNumber ||
        number == StatusChange::kToStateFieldNumber || number == StatusChange::kActorFieldNumber) {
      continue;
    }
    columns.push_back(Column::Field(fields.field(i)->name()));
  }
  return columns;
}

const sql::Record& ChangeRecord() {
  static const auto& record = *new sql::Record("status_change", StatusChange::descriptor(), Columns());
  return record;
}

// "" for 0: there was no state before.
std::string NameOf(const EnumDescriptor& states, std::int64_t state) {
  const auto* value = state == 0 ? nullptr : states.FindValueByNumber(static_cast<int>(state));
  return value == nullptr ? "" : value->name();
}

StatusChange ReadRow(const sql::Row& row, std::string_view resource, const EnumDescriptor& states) {
  StatusChange change;
  change.set_name(fmt::format("{}/statusChanges/{}", resource, row.Int(0)));
  change.set_from_state(NameOf(states, row.Int(1)));
  change.set_to_state(NameOf(states, row.Int(2)));
  if (!row.Text(3).empty()) change.set_actor(org::kPersonPattern.Format({row.Text(3)}));
  ChangeRecord().Read(row, change, 4);
  return change;
}

}  // namespace

void Add(const events::Telling& telling, const Change& change) {
  StatusChange row = change.details;
  *row.mutable_time() = ToTimestamp(telling.now);
  row.set_reason(std::string(change.reason));
  telling.changes.Insert(ChangeRecord(), row,
                         {std::string(change.resource), change.version, std::int64_t{change.from},
                          std::int64_t{change.to}, std::string(telling.actor)});
}

absl::StatusOr<std::vector<StatusChange>> List(sql::Connection& connection, std::string_view resource,
                                               const EnumDescriptor& states, std::int64_t after, int limit) {
  static const std::string select = fmt::format(
      "SELECT n, from_state, to_state, actor, {} FROM status_change WHERE resource = ? AND n > ? "
      "ORDER BY n LIMIT ?",
      ChangeRecord().SelectList());
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(select, {std::string(api::IdOf(resource)), after, std::int64_t{limit}}));
  std::vector<StatusChange> changes;
  for (const sql::Row& row : rows) changes.push_back(ReadRow(row, resource, states));
  return changes;
}

}  // namespace laurel::history
