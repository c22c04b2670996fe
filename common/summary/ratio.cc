#include "common/summary/ratio.h"

#include "fmt/format.h"

namespace laurel::summary {

std::string Ratio(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return "";
  constexpr std::int64_t kOne = 10'000;
  // The whole numbers apart: part * kOne alone might not fit.
  const std::int64_t rest = part % whole;
  const std::int64_t parts = part / whole * kOne + (2 * rest * kOne + whole) / (2 * whole);
  std::string text = fmt::format("{}.{:04}", parts / kOne, parts % kOne);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace laurel::summary
