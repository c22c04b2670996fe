#include "common/sql/versioned.h"

#include <algorithm>

#include "fmt/format.h"

namespace laurel::sql {
namespace {

constexpr char kUpdateTime[] = "update_time";

// "session = ? AND id = ?"
std::string KeyCondition(const Record& record) {
  return fmt::format("{} = ?", fmt::join(record.key(), " = ? AND "));
}

}  // namespace

absl::StatusOr<std::optional<std::int64_t>> ReadVersioned(Connection& connection, const Record& record,
                                                          std::initializer_list<std::string_view> ids,
                                                          Lock lock, google::protobuf::Message& message) {
  Values values;
  for (const std::string_view id : ids) values.emplace_back(std::string(id));
  ASSIGN_OR_RETURN(const Rows rows,
                   connection.Query(fmt::format("SELECT version, {} FROM {} WHERE {}{}", record.SelectList(),
                                                record.table(), KeyCondition(record), ClauseOf(lock)),
                                    values));
  if (rows.empty()) return std::optional<std::int64_t>();
  record.Read(rows.front(), message, 1);
  return std::optional<std::int64_t>(rows.front().Int(0));
}

void UpdateVersioned(Changes& changes, const Record& record, const google::protobuf::Message& after,
                     std::int64_t version, std::vector<std::string> fields,
                     const Record::Assignments& extras) {
  if (std::ranges::count(fields, kUpdateTime) == 0) fields.emplace_back(kUpdateTime);
  auto [set, values] = record.ToAssignments(after, fields);
  if (!extras.sql.empty()) set += fmt::format(", {}", extras.sql);
  values.insert(values.end(), extras.values.begin(), extras.values.end());
  for (Value& id : record.KeyOf(after)) values.push_back(std::move(id));
  values.emplace_back(version);
  changes.Update(fmt::format("UPDATE {} SET {}, version = version + 1 WHERE {} AND version = ?",
                             record.table(), set, KeyCondition(record)),
                 std::move(values));
}

}  // namespace laurel::sql
