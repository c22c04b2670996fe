// What the directory tells, and who hears it. Each adds one event to what a transaction writes. Thread-safe;
// a Changes is used by one thread at a time. Names are full names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/events/outbox.h"
#include "common/sql/changes.h"
#include "laurel/directory/v1/events.pb.h"

namespace laurel::directory {

// What every event of this service has.
struct Telling {
  const events::Outbox& outbox;
  sql::Changes& changes;
  absl::Time now;
  std::int64_t version;  // of the organisation once this is written
};

// `state`: of today; `changed`: fields of Person, for person.changed.
void TellPerson(const Telling& telling, std::string_view type, std::string_view person, v1::PersonState state,
                const std::vector<std::string>& changed = {});
// `changed`: "display_name", "parent", "members"; `person`: whose membership changed.
void TellTeam(const Telling& telling, std::string_view type, std::string_view team, v1::TeamKind kind,
              const std::vector<std::string>& changed = {}, std::string_view person = "");
void TellRole(const Telling& telling, std::string_view role_grant, std::string_view person, v1::Role role,
              bool granted);
void TellServiceAccount(const Telling& telling, std::string_view type, std::string_view service_account,
                        v1::ServiceAccountRole role);

}  // namespace laurel::directory
