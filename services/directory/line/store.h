// SQL of table `reporting_line`.
//
// Stateless; a connection and its changes are used by one thread at a time. Reads answer the database's
// errors as they are. Ids come without collection.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "services/directory/line/rules.h"

namespace laurel::directory::line {

// All lines of a person, by start.
absl::StatusOr<std::vector<v1::LineRecord>> LinesOf(sql::Connection& connection, const std::string& person);

// Lines of both kinds to this manager or coach that hold on `from` or any later day.
absl::StatusOr<std::vector<v1::LineRecord>> LinesTo(sql::Connection& connection, const std::string& manager,
                                                    absl::CivilDay from);

using LinesByPerson = absl::flat_hash_map<std::string, std::vector<v1::LineRecord>>;

// The LINE lines of everybody who is above `person`, the person included, on `from` or any later day.
absl::StatusOr<LinesByPerson> LinesAbove(sql::Connection& connection, const std::string& person,
                                         absl::CivilDay from);

// Writes the edits, and adds what they change to the organisation's `records`.
void Save(sql::Changes& changes, v1::OrganizationRecords& records, const std::vector<Edit>& edits);

}  // namespace laurel::directory::line
