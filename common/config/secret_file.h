// Secrets come from files, never from flags or the environment, which other users of the machine can read.
// Thread-safe: nothing is kept, every call reads the file.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace laurel::config {

// The content without one trailing line end. FAILED_PRECONDITION, naming the file and never its content: it
// cannot be read, is empty, or has more than 64 KiB.
absl::StatusOr<std::string> ReadSecretFile(const std::string& path);

}  // namespace laurel::config
