// Customer interactions as they are typed, in feedback and in coaching: "zendesk:48213", "https://…", either
// with " @yesterday 15:00". Pure.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "clients/cli/dates/moment.h"
#include "laurel/common/v1/evidence.pb.h"

namespace laurel::cli {

// The system of a URL is its host. USAGE for anything else than a URL or SYSTEM:ID, and for a time that is
// none.
absl::StatusOr<common::v1::Evidence> ParseEvidence(std::string_view text, const Here& here);

}  // namespace laurel::cli
