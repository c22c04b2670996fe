#include "clients/cli/events/kept_tokens.h"

#include <filesystem>
#include <fstream>
#include <utility>

#include "clients/cli/connection/failure.h"
#include "fmt/format.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {

absl::StatusOr<std::unique_ptr<KeptTokens>> KeptTokens::Open(std::string path) {
  std::unique_ptr<KeptTokens> kept(new KeptTokens(std::move(path)));
  if (kept->path_.empty()) return kept;
  std::error_code gone;
  const auto real = std::filesystem::canonical(kept->path_, gone);  // behind links, which stay
  if (gone) return kept;
  kept->path_ = real;
  if (!std::filesystem::is_regular_file(kept->path_)) {
    return UsageError(fmt::format("{} is no file: give another one", kept->path_));
  }
  std::ifstream file(kept->path_);
  const nlohmann::json document = nlohmann::json::parse(file, nullptr, /*allow_exceptions=*/false);
  if (!document.is_object()) {
    return UsageError(fmt::format("{} does not say how far a watch has come: give another file, or remove it",
                                  kept->path_));
  }
  for (const auto& [service, token] : document.items()) {
    if (token.is_string()) kept->tokens_[service] = token.get<std::string>();
  }
  return kept;
}

std::string KeptTokens::Of(const std::string& service) const {
  const std::lock_guard lock(mutex_);
  const auto it = tokens_.find(service);
  return it == tokens_.end() ? "" : it->second;
}

absl::Status KeptTokens::Keep(const std::string& service, const std::string& token) {
  const std::lock_guard lock(mutex_);
  std::string& kept = tokens_[service];
  if (kept == token) return absl::OkStatus();
  kept = token;
  if (path_.empty()) return absl::OkStatus();
  const std::string next = fmt::format("{}.next", path_);
  std::ofstream file(next, std::ios::trunc);
  file << nlohmann::json(tokens_).dump(2) << '\n';
  file.close();
  std::error_code renamed;
  if (file.good()) std::filesystem::rename(next, path_, renamed);
  if (file.good() && !renamed) return absl::OkStatus();
  return UsageError(fmt::format("{} cannot be written", path_));
}

}  // namespace laurel::cli
