// The bearer token of whoever runs the command. Reads a file; nothing is kept.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>

#include "absl/status/statusor.h"

namespace laurel::cli {

// The first of: the file of --token-file, the text of LAUREL_TOKEN, the file of LAUREL_TOKEN_FILE.
// UNAUTHENTICATED, NO_TOKEN when there is none, or what there is cannot be a token.
absl::StatusOr<std::string> FindToken(const std::string& flag_file,
                                      const std::optional<std::string>& variable_text,
                                      const std::string& variable_file);

// A whole file. USAGE when it cannot be read, or is larger than `most` bytes.
absl::StatusOr<std::string> ReadFile(const std::string& path,
                                     std::size_t most = std::numeric_limits<std::size_t>::max());

}  // namespace laurel::cli
