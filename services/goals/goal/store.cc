#include "services/goals/goal/store.h"

#include <algorithm>
#include <map>
#include <utility>

#include "common/sql/in_list.h"
#include "common/sql/versioned.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/goals/names.h"
#include "services/goals/tree/rules.h"

namespace laurel::goals::goal {
namespace {

using sql::Column;

void InsertOwners(sql::Changes& changes, const v1::Goal& goal) {
  for (const std::string& owner : goal.owners()) {
    changes.Insert(
        "goal_owner", {"goal", "owner", "create_time"},
        {std::string(IdOf(goal.name())), std::string(IdOf(owner)), FromTimestamp(goal.create_time())});
  }
}

bool SameOwners(const v1::Goal& one, const v1::Goal& other) {
  return std::ranges::is_permutation(one.owners(), other.owners());
}

// DECIMAL comes as text, however big.
constexpr std::string_view kBeside =
    "version, path, CAST(own_weight AS CHAR), own_units, CAST(parts_weight AS CHAR), "
    "CAST(parts_sum AS CHAR), units, ";
constexpr std::size_t kColumnsBeside = 7;

mpz_class WholeOf(std::string_view text) { return mpz_class(std::string(text), 10); }

// What its key results come to, and the whole with them. What its parts come to is theirs to write.
sql::Record::Assignments OwnOf(const progress::Sums& sums) {
  return {.sql = "own_weight = ?, own_units = ?, units = ?",
          .values = {sums.own_weight.get_str(), sums.own_units, progress::UnitsOf(sums)}};
}

std::string Nulls(std::size_t columns) {
  return fmt::format("{}", fmt::join(std::vector<std::string_view>(columns, "NULL"), ", "));
}

// Where a row of FindAll goes on with a key result, by its ordinal.
std::size_t OrdinalColumn() { return static_cast<std::size_t>(GoalRecord().columns_read()) + kColumnsBeside; }

// Goals, and their key results: by one statement, so that they fit together, and not by a join, which would
// repeat a goal's words with each key result.
std::string SelectWithKeyResults(std::string_view ids) {
  const auto of_key_result = static_cast<std::size_t>(KeyResultRecord().columns_read()) + 1;
  return fmt::format(
      "SELECT {}, {} FROM goal WHERE id IN {} UNION ALL "
      "SELECT {}, ordinal, {} FROM key_result WHERE goal IN {}",
      ColumnsOf(GoalRecord()), Nulls(of_key_result), ids, Nulls(OrdinalColumn()),
      KeyResultRecord().SelectList(), ids);
}

}  // namespace

const sql::Record& GoalRecord() {
  static const auto& record = *new sql::Record("goal", v1::Goal::descriptor(),
                                               {Column::Name({"id"}, kGoalPattern),
                                                Column::Version(),
                                                Column::Field("create_time"),
                                                Column::Field("update_time"),
                                                Column::Reference("creator", org::kPersonPattern),
                                                Column::Field("owners"),
                                                Column::Field("level"),
                                                Column::Reference("team", org::kTeamPattern),
                                                Column::Reference("parent", kGoalPattern),
                                                Column::Field("title"),
                                                Column::Field("description"),
                                                Column::Field("start_date"),
                                                Column::Field("end_date"),
                                                Column::Field("weight"),
                                                Column::Field("visibility"),
                                                Column::Field("lifecycle"),
                                                Column::Field("lifecycle_time"),
                                                Column::Field("lifecycle_reason"),
                                                Column::Field("health"),
                                                Column::Field("last_check_in_time"),
                                                Column::Field("own_progress"),
                                                Column::Field("depth"),
                                                Column::Extra("path"),
                                                Column::Extra("own_weight"),
                                                Column::Extra("own_units"),
                                                Column::Extra("parts_weight"),
                                                Column::Extra("parts_sum"),
                                                Column::Extra("units")});
  return record;
}

const sql::Record& KeyResultRecord() {
  static const auto& record = *new sql::Record(
      "key_result", v1::KeyResult::descriptor(),
      {Column::Name({"goal", "id"}, kKeyResultPattern), Column::Version(), Column::Extra("ordinal"),
       Column::Field("title"), Column::Field("kind"), Column::Field("metric"), Column::Field("unit"),
       Column::Field("direction"), Column::Field("baseline"), Column::Field("target"),
       Column::Field("stretch"), Column::Field("weight"), Column::Field("current"),
       Column::Field("measure_time"), Column::Field("progress")});
  return record;
}

std::string ColumnsOf(const sql::Record& record) { return fmt::format("{}{}", kBeside, record.SelectList()); }

Stored ReadStored(const sql::Record& record, const sql::Row& row) {
  Stored stored{.version = row.Int(0),
                .path = std::string(row.Text(1)),
                .sums = {.own_weight = WholeOf(row.Text(2)),
                         .own_units = row.Int(3),
                         .parts_weight = WholeOf(row.Text(4)),
                         .parts_sum = WholeOf(row.Text(5))},
                .units = row.Int(6)};
  record.Read(row, stored.goal, kColumnsBeside);
  return stored;
}

absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id) {
  ASSIGN_OR_RETURN(std::vector<Stored> found, FindAll(connection, {std::string(id)}));
  if (found.empty()) return std::optional<Stored>();
  return std::optional(std::move(found.front()));
}

absl::StatusOr<std::vector<Stored>> FindAll(sql::Connection& connection,
                                            const std::vector<std::string>& ids) {
  std::vector<Stored> goals;
  if (ids.empty()) return goals;
  sql::Values values;
  const std::string list = sql::InList(ids, values);
  sql::InList(ids, values);
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(SelectWithKeyResults(list), values));
  const std::size_t ordinal = OrdinalColumn();
  std::map<std::string, std::map<std::int64_t, v1::KeyResult>> key_results;
  for (const sql::Row& row : rows) {
    if (row.IsNull(ordinal)) {
      goals.push_back(ReadStored(GoalRecord(), row));
      continue;
    }
    v1::KeyResult one;
    KeyResultRecord().Read(row, one, ordinal + 1);
    const std::string goal = kKeyResultPattern.Match(one.name()).value().front();
    key_results[goal].emplace(row.Int(ordinal), std::move(one));
  }
  for (Stored& one : goals) {
    for (auto& [place, key_result] : key_results[std::string(IdOf(one.goal.name()))])
      *one.goal.add_key_results() = std::move(key_result);
  }
  return goals;
}

Stored NewAt(std::string_view path, v1::Goal made) {
  Stored stored{.goal = std::move(made), .version = 1, .path = std::string(path)};
  stored.goal.set_depth(tree::DepthOf(path));
  progress::SetOwn(stored.goal, stored.sums);
  stored.goal.set_progress(stored.goal.own_progress());
  stored.units = progress::UnitsOf(stored.sums);
  return stored;
}

void Insert(sql::Changes& changes, const Stored& made) {
  const progress::Sums& sums = made.sums;
  changes.Insert(GoalRecord(), made.goal,
                 {made.path, sums.own_weight.get_str(), sums.own_units, sums.parts_weight.get_str(),
                  sums.parts_sum.get_str(), made.units});
  InsertOwners(changes, made.goal);
  for (int i = 0; i < made.goal.key_results_size(); ++i) {
    InsertKeyResult(changes, made.goal.key_results(i), i + 1);
  }
}

void InsertKeyResult(sql::Changes& changes, const v1::KeyResult& key_result, int ordinal) {
  changes.Insert(KeyResultRecord(), key_result, {std::int64_t{ordinal}});
}

void Update(sql::Changes& changes, const Stored& before, const v1::Goal& after,
            std::vector<std::string> fields, const std::optional<progress::Sums>& sums) {
  sql::Record::Assignments kept;
  if (sums.has_value()) {
    fields.emplace_back("own_progress");
    kept = OwnOf(*sums);
  }
  sql::UpdateVersioned(changes, GoalRecord(), after, before.version, std::move(fields), kept);
  if (SameOwners(before.goal, after)) return;
  std::vector<std::string> gone;
  for (const std::string& owner : before.goal.owners()) {
    if (std::ranges::count(after.owners(), owner) == 0) gone.emplace_back(IdOf(owner));
  }
  if (!gone.empty()) {
    sql::Where where;
    where.And("goal = ?", {std::string(IdOf(after.name()))}).AndIn("owner", gone);
    changes.Update(fmt::format("DELETE FROM goal_owner{}", where.sql()), where.values(),
                   static_cast<int>(gone.size()));
  }
  v1::Goal added = after;
  added.clear_owners();
  for (const std::string& owner : after.owners()) {
    if (std::ranges::count(before.goal.owners(), owner) == 0) added.add_owners(owner);
  }
  InsertOwners(changes, added);
}

void WriteStanding(sql::Changes& changes, const v1::Goal& after, const progress::Sums& sums) {
  auto [set, values] = GoalRecord().ToAssignments(after, {"health", "last_check_in_time", "own_progress"});
  const auto [own, own_values] = OwnOf(sums);
  values.insert(values.end(), own_values.begin(), own_values.end());
  values.emplace_back(std::string(IdOf(after.name())));
  // It may have changed nothing.
  changes.Update(fmt::format("UPDATE goal SET {}, {} WHERE id = ?", set, own), std::move(values), -1);
}

}  // namespace laurel::goals::goal
