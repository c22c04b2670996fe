// Makes the plan of an import, step by step; MakePlan is its only user. Used by one thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/directory/import/plan/plan.h"

namespace laurel::directory::import {

class Planner {
 public:
  // All outlive it.
  Planner(const State& state, const std::vector<Row>& rows, const Importer& importer);

  Plan Run();

 private:
  void Identify(std::size_t index);
  void ClaimEmail(std::size_t index);
  void PlanTeam(RowPlan& plan);
  std::optional<std::string> TeamNamed(RowPlan& plan, const std::string& display_name);
  void ResolveReferences(RowPlan& plan);
  bool HasLeft(const Reference& reference, int day) const;
  std::optional<Reference> ManagerOf(const Reference& reference, int day) const;
  void ReplaceLeavers(RowPlan& plan);
  void PlanLines(RowPlan& plan);
  std::optional<Reference> Resolve(RowPlan& plan, const Cell<std::string>& cell, std::string_view column);
  std::vector<line::Edit> PlanLine(const RowPlan& plan, const Cell<std::string>& cell,
                                   const std::optional<Reference>& reference, v1::LineKind kind);
  void RefuseLastHrAdmins();
  bool RefuseHanging();
  bool RefuseCycles();
  void StartTeams();

  const KnownPerson* Known(const std::string& person) const;
  std::function<std::string()> NewId() const;

  const State& state_;
  const Importer& importer_;
  Plan plan_;
  absl::flat_hash_map<std::string, std::size_t> row_of_number_;
  absl::flat_hash_map<std::string, std::size_t> row_of_email_;
  absl::flat_hash_map<std::string, std::size_t> row_of_person_;
  absl::flat_hash_map<std::string, std::size_t> team_of_key_;  // index into plan_.teams
};

}  // namespace laurel::directory::import
