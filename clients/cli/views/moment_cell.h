// A moment in a table: "today 15:00" for people, RFC 3339 for programs. A pure function.
#pragma once

#include "absl/time/time.h"
#include "clients/cli/dates/show.h"
#include "clients/cli/output/table.h"

namespace laurel::cli {

inline Cell MomentCell(absl::Time moment, const Here& here) {
  return {ShowMoment(moment, here), IsoMoment(moment, here.zone)};
}

}  // namespace laurel::cli
