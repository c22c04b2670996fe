// What an import would do to the directory, decided as a whole before anything is written: rows may refer to
// each other in any order, and a bad row must not leave others hanging. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/directory/announcement/rules.h"
#include "services/directory/import/plan/row.h"
#include "services/directory/import/plan/state.h"
#include "services/directory/line/rules.h"
#include "services/directory/membership/rules.h"

namespace laurel::directory::import {

// Whom a cell names.
struct Reference {
  std::string person;              // id
  std::optional<std::size_t> row;  // their row in the file
};

// A team that the file names first; made when the first good row of it is applied.
struct NewTeam {
  std::string id;
  std::string display_name;
  int start_day = 0;  // of its earliest member
};

struct RowPlan {
  const Row* row = nullptr;
  bool is_new = false;
  std::string person;              // id
  std::optional<Problem> problem;  // bad: nothing else counts
  std::vector<Problem> warnings;
  std::vector<std::string> changed;  // columns; empty: the row changes nothing

  int today = 0;      // where the person is
  int start_day = 0;  // when what it changes begins
  v1::Person after;
  const person::Stored* before = nullptr;  // nullptr: a new person
  std::vector<std::string> fields;         // of `after` that differ from it
  status::History history;                 // before
  status::Statuses statuses_after;
  // What is told with the row; a leaving is left to the sweeper, which comes after the import.
  announcement::Announcement announcement;
  std::optional<Reference> manager;
  std::optional<Reference> coach;
  std::vector<line::Edit> line_edits;
  std::vector<line::Edit> coach_edits;
  std::vector<v1::LineRecord> lines_after;  // when line_edits is not empty
  std::vector<membership::Edit> membership_edits;
  std::vector<v1::TeamKind> edited_kinds;  // of the teams of those edits, in their order
  std::optional<std::size_t> new_team;
  std::vector<v1::Role> roles_before;
  std::vector<v1::Role> roles_after;

  bool good() const { return !problem.has_value(); }
};

struct Plan {
  std::vector<RowPlan> rows;  // as in the file
  std::vector<NewTeam> teams;

  // The rows that change something, managers before their reports, so that what is written can stand alone at
  // any moment.
  std::vector<std::size_t> ToApply() const;
};

struct Importer {
  std::string person;  // id of the caller, who grants no role to themselves
  absl::Time now;
};

// `state` and `rows` outlive the plan.
Plan MakePlan(const State& state, const std::vector<Row>& rows, const Importer& importer);

}  // namespace laurel::directory::import
