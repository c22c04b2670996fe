#include "services/recognition/program/store.h"

#include "common/sql/record.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/recognition/names.h"

namespace laurel::recognition::program {
namespace {

using sql::Column;

const sql::Record& ProgramRecord() {
  static const auto& record = *new sql::Record(
      "program", v1::Program::descriptor(),
      {Column::Extra("id"), Column::Version(), Column::Field("create_time"), Column::Field("update_time"),
       Column::Field("time_zone"), Column::Field("allowance"), Column::Field("max_each"),
       Column::Field("pair_cap"), Column::Field("approval_threshold"), Column::Field("undo_window"),
       Column::Field("value_required"), Column::Field("new_hire_allowance"),
       Column::Field("leaver_redeem_days")});
  return record;
}

}  // namespace

absl::StatusOr<Stored> Find(sql::Connection& connection, sql::Lock lock) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT {}, version FROM program WHERE id = 1{}",
                                                ProgramRecord().SelectList(), sql::ClauseOf(lock))));
  if (rows.empty()) return InternalError("the schema has no programme");
  Stored stored{{}, rows.front().Int(static_cast<std::size_t>(ProgramRecord().columns_read()))};
  ProgramRecord().Read(rows.front(), stored.program);
  stored.program.set_name(std::string(kProgramName));
  return stored;
}

void Update(sql::Changes& changes, const Stored& before, const v1::Program& after,
            const std::vector<std::string>& fields) {
  std::vector<std::string> written = fields;
  written.emplace_back("update_time");
  sql::Record::Assignments set = ProgramRecord().ToAssignments(after, written);
  set.values.emplace_back(before.version);
  changes.Update(
      fmt::format("UPDATE program SET {}, version = version + 1 WHERE id = 1 AND version = ?", set.sql),
      set.values);
}

}  // namespace laurel::recognition::program
