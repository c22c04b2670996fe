#include "common/testing/sample/holidays.h"

#include <yaml-cpp/yaml.h>

#include "fmt/format.h"

namespace laurel::sample {

absl::StatusOr<Holidays> Holidays::Read(const std::string& folder) {
  const std::string path = folder + "/habits.yaml";
  Holidays holidays;
  try {
    for (const auto& zone : YAML::LoadFile(path)["holidays"]) {
      for (const YAML::Node& day : zone.second) {
        holidays.days_[zone.first.as<std::string>()].insert(day.as<std::string>());
      }
    }
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(fmt::format("{}: {}", path, error.what()));
  }
  return holidays;
}

bool Holidays::Has(std::string_view zone, absl::CivilDay day) const {
  const auto days = days_.find(zone);
  return days != days_.end() && days->second.contains(fmt::format("{:02}-{:02}", day.month(), day.day()));
}

}  // namespace laurel::sample
