// What an answer shows of a recognition beside its row. A connection is used by one thread at a time.
#pragma once

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/org/organization.h"
#include "common/sql/connection.h"
#include "laurel/common/v1/view.pb.h"
#include "laurel/recognition/v1/recognition.pb.h"
#include "services/recognition/audience/rules.h"

namespace laurel::recognition::recognition {

// As this reader, who has this view of it, is shown it; while it waits, with who decides about it on this
// version of the organisation.
v1::Recognition ShapedOn(const org::Organization& organization, const v1::Recognition& recognition,
                         const audience::Reader& reader, common::v1::View view, absl::Time now);

// Fills in the reactions, with those of `person` (id) as own, and the number of comments: of recognitions
// that the person reads in full. Two statements for all of them, none for none.
absl::Status AddCounts(sql::Connection& connection, std::string_view person,
                       const std::vector<v1::Recognition*>& recognitions);

}  // namespace laurel::recognition::recognition
