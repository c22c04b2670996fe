// Refusals of recognition in the words of somebody who wants to thank: how much is left, and until when. A
// pure function.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"

namespace laurel::cli {

// Empty for other reasons, and where the error does not carry what the sentence needs. Days and times are
// those of `zone`.
std::string PointsFailure(const google::rpc::ErrorInfo& info, absl::TimeZone zone);

}  // namespace laurel::cli
