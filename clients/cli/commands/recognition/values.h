// The company's values as they are typed and shown: by their hashtags.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "clients/cli/views/recognition_view.h"
#include "laurel/recognition/v1/program.pb.h"

namespace laurel::cli {

using Value = recognition::v1::CompanyValue;

// By title, retired ones as well.
absl::StatusOr<std::vector<Value>> ListAllValues(Context& context);

// "teamwork", "#teamwork", the beginning of one hashtag or title, or the full name. NOT_FOUND and USAGE say
// which values there are.
absl::StatusOr<Value> FindValue(Context& context, const std::string& text);
// The full name of it; "" for nothing typed.
absl::StatusOr<std::string> ValueArgument(Context& context, const std::string& text);

// Of all values when one of these names one. Without an answer they are unknown: no reason to show nothing.
Tags TagsFor(Context& context, const std::vector<Recognition>& recognitions);

}  // namespace laurel::cli
