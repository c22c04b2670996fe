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

absl::StatusOr<std::optional<std::string>> PathOf(sql::Connection& connection, std::string_view id) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT path FROM goal WHERE id = ?", {std::string(id)}));
  if (rows.empty()) return std::optional<std::string>();
  return std::optional(std::string(rows.front().Text(0)));
}

absl::StatusOr<std::vector<Node>> ReadAbove(sql::Connection& connection, std::string_view path) {
  std::vector<std::string> ids = IdsOf(path);
  if (!ids.empty()) ids.pop_back();
  if (ids.empty()) return std::vector<Node>();
  ASSIGN_OR_RETURN(std::vector<goal::Stored> goals, ReadThese(connection, ids));
  std::ranges::sort(goals, std::ranges::greater(), [](const goal::Stored& one) { return one.path.size(); });
  std::vector<Node> above;
  for (goal::Stored& one : goals) {
    above.push_back({.id = std::string(IdOf(one.goal.name())),
                     .weight = one.goal.weight(),
                     .lifecycle = one.goal.lifecycle(),
                     .sums = std::move(one.sums),
                     .units = one.units});
  }
  return above;
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

void WriteSums(sql::Changes& changes, std::string_view id, const progress::Sums& sums, std::int64_t units) {
  changes.Update(
      "UPDATE goal SET own_weight = ?, own_units = ?, parts_weight = ?, parts_sum = ?, units = ? "
      "WHERE id = ?",
      {sums.own_weight.get_str(), sums.own_units, sums.parts_weight.get_str(), sums.parts_sum.get_str(),
       units, std::string(id)});
}

void WriteOwnProgress(sql::Changes& changes, std::string_view id, std::string_view own_progress) {
  changes.Update("UPDATE goal SET own_progress = ? WHERE id = ?",
                 {std::string(own_progress), std::string(id)});
}

void Move(sql::Changes& changes, std::string_view from, std::string_view to) {
  changes.Update(
      "UPDATE goal SET path = CONCAT(?, SUBSTRING(path, ?)), depth = depth + ? "
      "WHERE path >= ? AND path < ?",
      {std::string(to), static_cast<std::int64_t>(from.size() + 1), std::int64_t{DepthOf(to) - DepthOf(from)},
       std::string(from), EndOf(from)},
      -1);
}

}  // namespace laurel::goals::tree
