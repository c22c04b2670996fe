#include "common/sql/changes.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace laurel::sql {

void Changes::Insert(const Record& record, const google::protobuf::Message& message, const Values& extras) {
  Insert(record.table(), record.insert_columns(), record.ToValues(message, extras));
}

void Changes::Insert(std::string_view table, std::vector<std::string> columns, Values values) {
  if (columns.size() != values.size()) throw std::logic_error("an insert needs a value for each column");
  const auto group = std::ranges::find_if(
      inserts_, [&](const RowInsert& insert) { return insert.table == table && insert.columns == columns; });
  if (group != inserts_.end()) {
    group->rows.push_back(std::move(values));
    return;
  }
  inserts_.push_back({std::string(table), std::move(columns), {}});
  inserts_.back().rows.push_back(std::move(values));
}

void Changes::Update(std::string sql, Values values, int expected) {
  updates_.push_back({std::move(sql), std::move(values), expected});
}

void Changes::Audit(AuditEntry entry) {
  if (entry.resource.empty()) throw std::logic_error("an audit entry needs a resource");
  audit_.push_back(std::move(entry));
}

void Changes::Mention(std::string_view person) {
  if (std::ranges::find(mentions_, person) == mentions_.end()) mentions_.emplace_back(person);
}

void Changes::MentionThing(std::string_view thing) { things_.emplace_back(thing); }

void Changes::OnCommitted(std::function<void()> effect) { on_committed_.push_back(std::move(effect)); }

}  // namespace laurel::sql
