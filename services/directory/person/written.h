// A person as a change leaves and answers them: what was written just now, and the rest as the organisation
// in memory knows it. Pure functions; thread-safe.
#pragma once

#include <span>
#include <string>

#include "absl/time/time.h"
#include "common/org/organization.h"
#include "laurel/directory/v1/organization.pb.h"
#include "services/directory/person/stored.h"
#include "services/directory/status/rules.h"

namespace laurel::directory::person {

// Today's date where the person is, from 1970-01-01.
int Today(const v1::Person& person, absl::Time now);

// What services keep in memory of a person.
v1::PersonRecord RecordOf(const v1::Person& person);

// The next version of the row, as of now.
void Renew(Stored& stored, absl::Time now);

// State, coachable, leave_date, team, manager and coach of today. `statuses`: what the person has.
void Fill(const org::Organization& organization, absl::Time now, const status::Statuses& statuses,
          v1::Person& person);
// The same after a change of lines. `lines`: all of the person's.
void FillLines(std::span<const v1::LineRecord> lines, absl::Time now, v1::Person& person);

}  // namespace laurel::directory::person
