#include "services/goals/goal/store.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
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
    "{0}version, {0}path, CAST({0}own_weight AS CHAR), {0}own_units, CAST({0}parts_weight AS CHAR), "
    "CAST({0}parts_sum AS CHAR), {0}units, ";
constexpr std::size_t kColumnsBeside = 7;

mpz_class WholeOf(std::string_view text) { return mpz_class(std::string(text), 10); }

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

std::string ColumnsOf(const sql::Record& record, std::string_view alias) {
  const std::string prefix = alias.empty() ? std::string() : fmt::format("{}.", alias);
  return fmt::format(kBeside, prefix) + record.SelectList(alias);
}

Stored ReadStored(const sql::Record& record, const sql::Row& row, std::size_t first) {
  Stored stored{.version = row.Int(first),
                .path = std::string(row.Text(first + 1)),
                .sums = {.own_weight = WholeOf(row.Text(first + 2)),
                         .own_units = row.Int(first + 3),
                         .parts_weight = WholeOf(row.Text(first + 4)),
                         .parts_sum = WholeOf(row.Text(first + 5))},
                .units = row.Int(first + 6)};
  record.Read(row, stored.goal, first + kColumnsBeside);
  return stored;
}

absl::Status AddKeyResults(sql::Connection& connection, std::span<Stored> goals) {
  if (goals.empty()) return absl::OkStatus();
  absl::flat_hash_map<std::string, v1::Goal*> by_id;
  std::vector<std::string> ids;
  for (Stored& one : goals) {
    ids.emplace_back(IdOf(one.goal.name()));
    by_id.emplace(ids.back(), &one.goal);
  }
  sql::Where where;
  where.AndIn("goal", ids);
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT {} FROM key_result{} ORDER BY goal, ordinal",
                                                KeyResultRecord().SelectList(), where.sql()),
                                    where.values()));
  for (v1::KeyResult& key_result : KeyResultRecord().ReadAll<v1::KeyResult>(rows)) {
    const std::string goal = kKeyResultPattern.Match(key_result.name()).value().front();
    *by_id.at(goal)->add_key_results() = std::move(key_result);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id) {
  ASSIGN_OR_RETURN(std::vector<Stored> found, FindAll(connection, {std::string(id)}));
  if (found.empty()) return std::optional<Stored>();
  return std::optional(std::move(found.front()));
}

absl::StatusOr<std::vector<Stored>> FindAll(sql::Connection& connection,
                                            const std::vector<std::string>& ids) {
  std::vector<Stored> found;
  if (ids.empty()) return found;
  sql::Where where;
  where.AndIn("id", ids);
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(fmt::format("SELECT {} FROM goal{}",
                                                                      ColumnsOf(GoalRecord()), where.sql()),
                                                          where.values()));
  for (const sql::Row& row : rows) found.push_back(ReadStored(GoalRecord(), row));
  RETURN_IF_ERROR(AddKeyResults(connection, found));
  return found;
}

void Insert(sql::Changes& changes, const v1::Goal& goal, std::string_view path) {
  v1::Goal row = goal;
  row.set_depth(tree::DepthOf(path));
  progress::SetOwnProgress(row);
  progress::Sums sums;
  progress::SetOwn(row.key_results(), sums);
  changes.Insert(GoalRecord(), row,
                 {std::string(path), sums.own_weight.get_str(), sums.own_units, sums.parts_weight.get_str(),
                  sums.parts_sum.get_str(), progress::UnitsOf(sums)});
  InsertOwners(changes, row);
  for (int i = 0; i < row.key_results_size(); ++i) {
    InsertKeyResult(changes, row.key_results(i), i + 1);
  }
}

void InsertKeyResult(sql::Changes& changes, const v1::KeyResult& key_result, int ordinal) {
  changes.Insert(KeyResultRecord(), key_result, {std::int64_t{ordinal}});
}

void Update(sql::Changes& changes, const Stored& before, const v1::Goal& after,
            const std::vector<std::string>& fields) {
  sql::UpdateVersioned(changes, GoalRecord(), after, before.version, fields);
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

}  // namespace laurel::goals::goal
