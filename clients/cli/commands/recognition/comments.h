// Comments on a recognition, oldest first.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "laurel/recognition/v1/recognition.pb.h"

namespace laurel::cli {

using Comment = recognition::v1::Comment;

absl::StatusOr<std::vector<Comment>> ListComments(Context& context, const std::string& recognition);
void PrintComments(Context& context, const std::vector<Comment>& comments);

}  // namespace laurel::cli
