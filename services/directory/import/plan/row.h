// One row of an import file, read: every cell is unchanged (empty), cleared ("-") or a value. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "laurel/directory/v1/directory_service.pb.h"
#include "laurel/directory/v1/person.pb.h"
#include "laurel/directory/v1/team.pb.h"

namespace laurel::directory::import {

template <typename T>
struct Cell {
  bool given = false;      // not empty
  std::optional<T> value;  // absent when given: cleared
};

struct Row {
  std::int64_t line_number = 0;
  std::string employee_number;
  Cell<std::string> email;
  Cell<std::string> display_name;
  Cell<std::string> title;
  Cell<std::string> location;
  Cell<std::string> time_zone;
  Cell<std::string> locale;
  Cell<absl::CivilDay> hire_date;
  Cell<absl::CivilDay> leave_date;
  std::optional<v1::PersonState> state;
  std::optional<bool> coachable;
  Cell<std::string> team;
  std::optional<v1::TeamRole> team_role;
  Cell<std::string> manager;  // employee number or email
  Cell<std::string> coach;
  Cell<std::vector<v1::Role>> roles;  // sorted, each once
};

// Why a row is not applied: one problem a column, in the order of columns.
struct Problem {
  std::string column;
  std::string reason;
};
using Problems = std::vector<Problem>;

// Everything that can be said without knowing the directory or the other rows.
std::variant<Row, Problems> Read(const v1::ImportPeopleRow& cells);

}  // namespace laurel::directory::import
