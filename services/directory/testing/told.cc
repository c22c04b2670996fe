#include "services/directory/testing/told.h"

#include "absl/strings/str_join.h"
#include "google/protobuf/any.pb.h"
#include "laurel/directory/v1/events.pb.h"

namespace laurel::directory::testing {
namespace {

std::string ChangedFields(std::string_view serialised) {
  google::protobuf::Any data;
  data.ParseFromString(std::string(serialised));
  if (v1::PersonEvent person; data.UnpackTo(&person)) return absl::StrJoin(person.changed(), ",");
  if (v1::TeamEvent team; data.UnpackTo(&team)) return absl::StrJoin(team.changed(), ",");
  return "";
}

}  // namespace

std::vector<std::string> ToldOf(const laurel::testing::TestDatabase& database, std::string_view resource) {
  const std::string subject(resource);
  std::vector<std::string> told;
  for (const sql::Row& row :
       database.Query("SELECT type, data, id FROM event_pending WHERE subject = ? UNION "
                      "SELECT type, data, id FROM event WHERE subject = ? ORDER BY id",
                      {subject, subject})) {
    const std::string changed = ChangedFields(row.Text(1));
    told.emplace_back(row.Text(0));
    if (!changed.empty()) told.back().append(" ").append(changed);
  }
  return told;
}

}  // namespace laurel::directory::testing
