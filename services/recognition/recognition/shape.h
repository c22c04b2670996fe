// What an answer shows of a recognition beside its row. Pure; thread-safe.
#pragma once

#include "absl/time/time.h"
#include "common/org/organization.h"
#include "laurel/common/v1/view.pb.h"
#include "laurel/recognition/v1/recognition.pb.h"
#include "services/recognition/audience/rules.h"

namespace laurel::recognition::recognition {

// As this reader, who has this view of it, is shown it; while it waits, with who decides about it on this
// version of the organisation.
v1::Recognition ShapedOn(const org::Organization& organization, const v1::Recognition& recognition,
                         const audience::Reader& reader, common::v1::View view, absl::Time now);

}  // namespace laurel::recognition::recognition
