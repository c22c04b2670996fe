#include "services/recognition/reading/counts.h"

#include "common/status/macros.h"
#include "services/recognition/comment/store.h"
#include "services/recognition/reaction/store.h"

namespace laurel::recognition::reading {

absl::Status AddCounts(sql::Connection& connection, std::string_view person,
                       const std::vector<v1::Recognition*>& recognitions) {
  if (recognitions.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(reaction::Count(connection, person, recognitions));
  return comment::Count(connection, recognitions);
}

}  // namespace laurel::recognition::reading
