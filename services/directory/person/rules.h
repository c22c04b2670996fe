// Who reads what of a person. Pure functions; thread-safe.
#pragma once

#include "absl/time/time.h"
#include "common/auth/principal.h"
#include "common/org/organization.h"
#include "laurel/directory/v1/person.pb.h"

namespace laurel::directory::person {

// Dates and employee number: oneself, those above in the line, HR_ADMIN, AUDITOR.
bool SeesDates(const auth::Principal& caller, org::Relations relations);
void WithholdDates(v1::Person& person);

// State, coachable, leave_date, team, manager and coach, as of today in the person's time zone.
void FillFromOrganization(const org::Organization& organization, absl::Time now, v1::Person& person);

}  // namespace laurel::directory::person
