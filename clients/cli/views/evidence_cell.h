// A customer interaction in a table: "zendesk:48213, yesterday 10:30". A pure function.
#pragma once

#include "clients/cli/dates/moment.h"
#include "clients/cli/output/table.h"
#include "laurel/common/v1/evidence.pb.h"

namespace laurel::cli {

Cell EvidenceCell(const common::v1::Evidence& evidence, const Here& here);

}  // namespace laurel::cli
