#include "services/recognition/recognition/shape.h"

#include "common/status/macros.h"
#include "services/recognition/comment/store.h"
#include "services/recognition/reaction/store.h"

namespace laurel::recognition::recognition {

absl::Status AddCounts(sql::Connection& connection, std::string_view person,
                       const std::vector<v1::Recognition*>& recognitions) {
  if (recognitions.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(reaction::Count(connection, person, recognitions));
  return comment::Count(connection, recognitions);
}

}  // namespace laurel::recognition::recognition
