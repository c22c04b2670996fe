// How a table of things that hold for a period takes their edits. A pure template: what it does is what the
// Changes hold; they are used by one thread at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/sql/changes.h"
#include "google/protobuf/repeated_field.h"
#include "services/directory/period/period.h"
#include "services/directory/sql_values.h"

namespace laurel::directory::period {

// Writes the edits to `table`, whose rows have an id and an end_date, and adds what they change to `records`
// of the organisation. `insert(record)` adds the row of a new one.
template <typename Record, typename Insert>
void Save(sql::Changes& changes, std::string_view table, const std::vector<Edit<Record>>& edits,
          google::protobuf::RepeatedPtrField<Record>& records, Insert insert) {
  using Kind = typename Edit<Record>::Kind;
  const std::string name(table);
  for (const Edit<Record>& edit : edits) {
    const Record& record = edit.record;
    switch (edit.kind) {
      case Kind::kInsert:
        insert(record);
        break;
      case Kind::kEnd:
        changes.Update("UPDATE " + name + " SET end_date = ? WHERE id = ?",
                       {EndDate(record.end_day()), record.id()});
        break;
      case Kind::kRemove:
        changes.Update("DELETE FROM " + name + " WHERE id = ?", {record.id()});
        break;
    }
    *records.Add() = record;
  }
}

}  // namespace laurel::directory::period
