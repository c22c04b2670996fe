// SQL of tables `team`, `team_placement` and `team_change`.
//
// Stateless; a connection and its changes are used by one thread at a time. Reads answer the database's
// errors as they are. Ids come without collection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "common/api/page.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/directory/v1/organization.pb.h"
#include "laurel/directory/v1/team.pb.h"
#include "services/directory/team/rules.h"

namespace laurel::directory::team {

struct Stored {
  v1::Team team;
  std::int64_t version = 0;
};

absl::StatusOr<bool> Exists(sql::Connection& connection, const std::string& id);
// `parent` is that of `today`.
absl::StatusOr<std::optional<Stored>> FindStored(sql::Connection& connection, const std::string& id,
                                                 absl::CivilDay today);
// Whether a team of kind TEAM that is open on `today` has this display name, another than the one with this
// id. Names are the same as the column's collation compares: without regard to case and accents.
absl::StatusOr<bool> IsNameTaken(sql::Connection& connection, const std::string& display_name,
                                 const std::string& other_than, absl::CivilDay today);
// By display name; `parent` is that of `today`.
absl::StatusOr<std::vector<v1::Team>> FindAll(sql::Connection& connection,
                                              const std::vector<std::string>& ids, absl::CivilDay today);

struct Filter {
  v1::TeamKind kind = v1::TEAM_KIND_UNSPECIFIED;
  bool show_closed = false;
  absl::CivilDay today;
};
// By display name, then id: at most `limit` rows after the cursor. INVALID_ARGUMENT on `page_token`: a cursor
// that is not of this list.
absl::StatusOr<std::vector<v1::Team>> List(sql::Connection& connection, const Filter& filter,
                                           const api::Cursor& after, std::int64_t limit);

// Where a team stands in that list.
api::Cursor CursorOf(const v1::Team& team);

// All placements of a team, by start.
absl::StatusOr<std::vector<v1::PlacementRecord>> PlacementsOf(sql::Connection& connection,
                                                              const std::string& team);
using PlacementsByTeam = absl::flat_hash_map<std::string, std::vector<v1::PlacementRecord>>;
// Of `team` and all that are above it on `from` or any later day; what ended before `from` is left out.
absl::StatusOr<PlacementsByTeam> PlacementsAbove(sql::Connection& connection, const std::string& team,
                                                 absl::CivilDay from);
// Whether an open team stands below this one on a day after `last_day`.
absl::StatusOr<bool> HasTeamsBelow(sql::Connection& connection, const std::string& team,
                                   absl::CivilDay last_day);

void Insert(sql::Changes& changes, const v1::Team& team);
void InsertPlacement(sql::Changes& changes, const v1::PlacementRecord& placement);
// Writes the edits, and adds what they change to the organisation's `records`.
void Save(sql::Changes& changes, v1::OrganizationRecords& records, const std::vector<Edit>& edits);
// Writes these fields (top-level names) of `after` and update_time; guarded by the version that was read.
void Update(sql::Changes& changes, const Stored& before, const v1::Team& after,
            std::vector<std::string> fields);

// Who changed the team that was read, and why.
struct Decision {
  std::string field;  // of Team
  std::string actor;  // id of a person
  absl::Time time;
  std::string reason = {};
};
void AddChange(sql::Changes& changes, const Stored& before, const Decision& decision);

}  // namespace laurel::directory::team
