#include "services/goals/tree/store.h"

#include <algorithm>
#include <utility>

#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/goals/names.h"
#include "services/goals/tree/rules.h"

namespace laurel::goals::tree {
namespace {

using sql::Column;

// What a node of a tree shows, and what says who reads it.
const sql::Record& NodeRecord() {
  static const auto& record = *new sql::Record(
      "goal", v1::Goal::descriptor(),
      {Column::Name({"id"}, kGoalPattern), Column::Reference("creator", org::kPersonPattern),
       Column::Field("owners"), Column::Field("level"), Column::Reference("team", org::kTeamPattern),
       Column::Reference("parent", kGoalPattern), Column::Field("title"), Column::Field("weight"),
       Column::Field("visibility"), Column::Field("lifecycle"), Column::Field("health"),
       Column::Field("last_check_in_time"), Column::Field("own_progress"), Column::Field("depth")});
  return record;
}

std::vector<goal::Stored> ReadAllStored(const sql::Record& record, const sql::Rows& rows) {
  std::vector<goal::Stored> goals;
  goals.reserve(rows.size());
  for (const sql::Row& row : rows) goals.push_back(goal::ReadStored(record, row));
  return goals;
}

progress::Share ShareOf(const sql::Row& row, std::size_t first) {
  v1::KeyResult key_result;
  key_result.set_baseline(std::string(row.Text(first + 1)));
  key_result.set_target(std::string(row.Text(first + 2)));
  key_result.set_current(std::string(row.Text(first + 3)));
  return {progress::FractionOf(row.Text(first)), progress::Of(key_result)};
}

}  // namespace

absl::StatusOr<bool> LockRoot(sql::Connection& connection, std::string_view root) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT id FROM goal WHERE id = ? FOR UPDATE", {std::string(root)}));
  return !rows.empty();
}

absl::StatusOr<std::set<std::string>> RootsOf(sql::Connection& connection,
                                              const std::vector<std::string>& ids) {
  sql::Where where;
  where.AndIn("id", ids);
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT path FROM goal{}", where.sql()), where.values()));
  std::set<std::string> roots;
  for (const sql::Row& row : rows) roots.emplace(RootOf(row.Text(0)));
  return roots;
}

absl::StatusOr<int> HeightBelow(sql::Connection& connection, std::string_view path) {
  // Of the key alone: no row is read.
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT MAX(LENGTH(path)) FROM goal FORCE INDEX (by_path) "
                                    "WHERE path >= ? AND path < ?",
                                    {std::string(path), EndOf(path)}));
  const std::int64_t longest = std::max(rows.front().Int(0), static_cast<std::int64_t>(path.size()));
  return static_cast<int>(longest / static_cast<std::int64_t>(kIdLength)) - 1 - DepthOf(path);
}

absl::StatusOr<std::vector<goal::Stored>> ReadThese(sql::Connection& connection,
                                                    const std::vector<std::string>& ids) {
  sql::Where where;
  where.AndIn("id", ids);
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("SELECT {} FROM goal{}", goal::ColumnsOf(NodeRecord()), where.sql()),
                       where.values()));
  return ReadAllStored(NodeRecord(), rows);
}

absl::StatusOr<std::vector<goal::Stored>> ReadBelow(sql::Connection& connection, std::string_view path,
                                                    std::string_view after, int depth, int limit) {
  // The length is judged in the key: of what stands deeper no row is read.
  const auto longest = static_cast<std::int64_t>(kIdLength) * (depth + 1);
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("SELECT {} FROM goal FORCE INDEX (by_path) "
                                   "WHERE path > ? AND path < ? AND LENGTH(path) <= ? ORDER BY path LIMIT ?",
                                   goal::ColumnsOf(NodeRecord())),
                       {std::string(std::max(path, after)), EndOf(path), longest, std::int64_t{limit}}));
  return ReadAllStored(NodeRecord(), rows);
}

absl::StatusOr<std::vector<progress::Node>> ReadWhole(sql::Connection& connection, std::string_view path) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(
          "SELECT g.id, g.parent, g.weight, g.lifecycle, k.weight, k.baseline, k.target, k.current "
          "FROM goal g FORCE INDEX (by_path) LEFT JOIN key_result k ON k.goal = g.id "
          "WHERE g.path >= ? AND g.path < ? ORDER BY g.path",
          {std::string(path), EndOf(path)}));
  std::vector<progress::Node> nodes;
  constexpr std::size_t kKeyResult = 4;
  for (const sql::Row& row : rows) {
    if (nodes.empty() || nodes.back().id != row.Text(0)) {
      nodes.push_back({.parent = std::string(row.Text(1)),
                       .id = std::string(row.Text(0)),
                       .weight = progress::FractionOf(row.Text(2)),
                       .counts = progress::Counts(static_cast<v1::GoalLifecycle>(row.Int(3)))});
    }
    if (!row.IsNull(kKeyResult)) nodes.back().key_results.push_back(ShareOf(row, kKeyResult));
  }
  return nodes;
}

void WriteParts(sql::Changes& changes, const std::vector<goal::Stored>& goals) {
  if (goals.empty()) return;
  std::string when;
  for (std::size_t i = 0; i < goals.size(); ++i) when += " WHEN ? THEN ?";
  sql::Values values;
  const auto add = [&](const auto& value_of) {
    for (const goal::Stored& one : goals) {
      values.emplace_back(std::string(IdOf(one.goal.name())));
      values.emplace_back(value_of(one));
    }
  };
  add([](const goal::Stored& one) { return one.sums.parts_weight.get_str(); });
  add([](const goal::Stored& one) { return one.sums.parts_sum.get_str(); });
  add([](const goal::Stored& one) { return one.units; });
  std::vector<std::string> ids;
  for (const goal::Stored& one : goals) ids.emplace_back(IdOf(one.goal.name()));
  sql::Where where(std::move(values));
  where.AndIn("id", ids);
  // By key, also where a table is so small that it would be read as a whole, over rows that others hold.
  changes.Update(fmt::format("UPDATE goal FORCE INDEX (PRIMARY) SET parts_weight = CASE id{0} END, "
                             "parts_sum = CASE id{0} END, units = CASE id{0} END{1}",
                             when, where.sql()),
                 where.values(), static_cast<int>(goals.size()));
}

void Move(sql::Changes& changes, std::string_view from, std::string_view to) {
  changes.Update(
      "UPDATE goal FORCE INDEX (by_path) SET path = CONCAT(?, SUBSTRING(path, ?)), depth = depth + ? "
      "WHERE path >= ? AND path < ?",
      {std::string(to), static_cast<std::int64_t>(from.size() + 1), std::int64_t{DepthOf(to) - DepthOf(from)},
       std::string(from), EndOf(from)},
      -1);
}

}  // namespace laurel::goals::tree
