// The days on which nobody works, by time zone: "holidays" of docs/sample/history/habits.yaml. Immutable;
// thread-safe.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

namespace laurel::sample {

class Holidays {
 public:
  // INVALID_ARGUMENT with file and line: not what is expected there.
  static absl::StatusOr<Holidays> Read(const std::string& folder);

  bool Has(std::string_view zone, absl::CivilDay day) const;

 private:
  std::map<std::string, std::set<std::string>, std::less<>> days_;  // "12-25"
};

}  // namespace laurel::sample
