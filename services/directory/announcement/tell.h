// Tells what has become of a person, and does what follows from it here. In the transaction of the change, or
// in the sweeper's own, under the organisation's guard. Used by one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/events/outbox.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "services/directory/announcement/rules.h"
#include "services/directory/events.h"
#include "services/directory/organization/change.h"

namespace laurel::directory::announcement {

struct News {
  std::string person;  // id
  Announcement announcement;
  std::vector<std::string> changed = {};  // fields of Person besides, by name
  std::string actor = {};                 // id of the person who does it; empty: nobody but time
};

// Adds the events, and with a leaving its consequences (departure/departure.h), to what is written. `draft`
// is not left without records: events name the version that they make.
absl::Status Tell(sql::Connection& connection, sql::Changes& changes, const events::Outbox& outbox,
                  absl::Time now, organization::Draft& draft, const News& news);

// The same for a change that brings nobody's leaving about.
void TellPlainly(const Telling& telling, const News& news);

}  // namespace laurel::directory::announcement
