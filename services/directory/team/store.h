// SQL of tables `team` and `team_placement`.
//
// Stateless; a connection and its changes are used by one thread at a time. Reads answer the database's
// errors as they are. Ids come without collection.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/page.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/directory/v1/organization.pb.h"
#include "laurel/directory/v1/team.pb.h"

namespace laurel::directory::team {

absl::StatusOr<bool> Exists(sql::Connection& connection, const std::string& id);
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

void Insert(sql::Changes& changes, const v1::Team& team);
void InsertPlacement(sql::Changes& changes, const v1::PlacementRecord& placement);

}  // namespace laurel::directory::team
