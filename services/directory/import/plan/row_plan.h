// What one row changes of one person, apart from everybody else: fields, status, roles. Pure functions.
#pragma once

#include <string>

#include "services/directory/import/plan/plan.h"

namespace laurel::directory::import {

// Notes the first problem of a row; later ones add nothing.
void Fail(RowPlan& plan, std::string_view column, std::string_view reason);

// `known`: nullptr for a new person.
void PlanPerson(RowPlan& plan, const KnownPerson* known, const Importer& importer);

}  // namespace laurel::directory::import
