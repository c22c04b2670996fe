// How far a watch of all services has come, in a file: who starts it again with the same file goes on there.
// Thread-safe.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "absl/status/statusor.h"

namespace laurel::cli {

class KeptTokens {
 public:
  // An empty path keeps nothing beyond the process. USAGE: the file is there and is no such file, or cannot
  // be read.
  static absl::StatusOr<std::unique_ptr<KeptTokens>> Open(std::string path);

  // Empty: none yet.
  std::string Of(const std::string& service) const;
  // Replaces the file as a whole, so that it is never half a file. USAGE when it cannot be written.
  absl::Status Keep(const std::string& service, const std::string& token);

 private:
  explicit KeptTokens(std::string path) : path_(std::move(path)) {}

  std::string path_;
  mutable std::mutex mutex_;
  std::map<std::string, std::string> tokens_;
};

}  // namespace laurel::cli
