#include "services/recognition/recognition/shape.h"

#include "common/status/macros.h"
#include "services/recognition/audience/access.h"
#include "services/recognition/comment/store.h"
#include "services/recognition/reaction/store.h"
#include "services/recognition/recognition/rules.h"

namespace laurel::recognition::recognition {

v1::Recognition ShapedOn(const org::Organization& organization, const v1::Recognition& recognition,
                         const audience::Reader& reader, common::v1::View view, absl::Time now) {
  v1::Recognition shaped = Shaped(recognition, reader, view);
  if (view != common::v1::VIEW_FULL || shaped.state() != v1::RECOGNITION_STATE_PENDING_APPROVAL)
    return shaped;
  if (const auto approver = audience::ApproverOf(organization, recognition, now))
    shaped.set_pending_approver(org::kPersonPattern.Format({*approver}));
  return shaped;
}

absl::Status AddCounts(sql::Connection& connection, std::string_view person,
                       const std::vector<v1::Recognition*>& recognitions) {
  if (recognitions.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(reaction::Count(connection, person, recognitions));
  return comment::Count(connection, recognitions);
}

}  // namespace laurel::recognition::recognition
