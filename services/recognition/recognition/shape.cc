#include "services/recognition/recognition/shape.h"

#include "services/recognition/audience/access.h"
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

}  // namespace laurel::recognition::recognition
