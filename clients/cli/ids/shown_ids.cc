#include "clients/cli/ids/shown_ids.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "fmt/format.h"
#include "unistd.h"

namespace laurel::cli {
namespace {

constexpr std::size_t kMost = 1000;

}  // namespace

std::vector<std::string> ShownIds::Recall() const {
  std::vector<std::string> names;
  std::ifstream file(path_);
  for (std::string line; std::getline(file, line);) names.push_back(line);
  return names;
}

void ShownIds::Remember(const std::vector<std::string>& names) const {
  if (path_.empty() || names.empty()) return;
  std::vector<std::string> all = Recall();
  std::erase_if(all,
                [&](const auto& old) { return std::find(names.begin(), names.end(), old) != names.end(); });
  // What was only tried has none.
  std::ranges::copy_if(names, std::back_inserter(all), [](const auto& name) { return !name.empty(); });
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path_).parent_path(), ignored);
  const std::string fresh = fmt::format("{}.{}", path_, getpid());
  {
    std::ofstream file(fresh);
    for (std::size_t i = all.size() > kMost ? all.size() - kMost : 0; i < all.size(); ++i)
      file << all[i] << "\n";
  }
  std::filesystem::rename(fresh, path_, ignored);
}

std::string ShownIdsPath(const std::string& xdg_state_home, const std::string& home) {
  if (!xdg_state_home.empty()) return xdg_state_home + "/laurel/shown";
  return home.empty() ? "" : home + "/.local/state/laurel/shown";
}

}  // namespace laurel::cli
