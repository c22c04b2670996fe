// SQL of tables `team`, `team_placement` and `team_membership`.
#pragma once

#include <optional>
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
// By display name, then id: at most `limit` rows after the cursor {display_name, id}.
absl::StatusOr<std::vector<v1::Team>> List(sql::Connection& connection, const Filter& filter,
                                           const api::Cursor& after, std::int64_t limit);

void Insert(const v1::Team& team, sql::Changes& changes);
void InsertPlacement(const v1::PlacementRecord& placement, sql::Changes& changes);

}  // namespace laurel::directory::team
