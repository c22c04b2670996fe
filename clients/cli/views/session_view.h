// Coaching sessions as people read them. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/cli/dates/moment.h"
#include "clients/cli/output/table.h"
#include "clients/cli/people/names.h"
#include "laurel/feedback/v1/coaching_session.pb.h"

namespace laurel::cli {

using Session = feedback::v1::CoachingSession;

// held_time, else scheduled_time: what sessions are ordered by.
absl::Time WhenOf(const Session& session);
absl::Duration LengthOf(const Session& session);

// Everybody whose name a session shows.
std::vector<std::string> PeopleOf(const Session& session);
std::vector<std::string> PeopleOf(const std::vector<Session>& sessions);
std::vector<std::string> NamesOfAll(const std::vector<Session>& sessions);

Table SessionTable(const std::vector<Session>& sessions, const Names& names, const Here& here);
Table SessionDetails(const Session& session, const Names& names, const Here& here);

}  // namespace laurel::cli
