#include "clients/cli/output/bars.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

constexpr std::size_t kEighths = 8;
// Of a cell, filled from the left, and from below.
constexpr std::string_view kWide[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
constexpr std::string_view kTall[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::size_t kMiddle = 3;

std::string Repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string Blocks(double share, std::size_t width) {
  auto eighths = static_cast<std::size_t>(std::floor(share * static_cast<double>(width * kEighths)));
  if (share > 0) eighths = std::max<std::size_t>(eighths, 1);
  const std::size_t whole = eighths / kEighths;
  const std::size_t rest = eighths % kEighths;
  const std::size_t used = whole + (rest > 0 ? 1 : 0);
  return fmt::format("{}{}{}", Repeated("█", whole), kWide[rest], Repeated("░", width - used));
}

std::string Plain(double share, std::size_t width) {
  const std::size_t inside = width - 2;
  const auto whole = static_cast<std::size_t>(std::floor(share * static_cast<double>(inside)));
  return fmt::format("[{}{}]", std::string(whole, '#'), std::string(inside - whole, '-'));
}

}  // namespace

double ToNumber(std::string_view decimal) {
  double number = 0;
  std::from_chars(decimal.data(), decimal.data() + decimal.size(), number);
  return number;
}

std::string ProgressBar(double share, std::size_t width, Drawing drawing) {
  const double known = share > 0 ? std::min(share, 1.0) : 0.0;  // also of NaN
  const std::size_t cells = std::max<std::size_t>(width, 3);
  return drawing == Drawing::kBlocks ? Blocks(known, cells) : Plain(known, cells);
}

std::size_t BarWidth(std::size_t columns) {
  constexpr std::size_t kNarrow = 60;
  constexpr std::size_t kBroad = 120;
  if (columns == 0) return 10;
  if (columns < kNarrow) return 5;
  return columns < kBroad ? 10 : 20;
}

std::string Sparkline(const std::vector<std::string>& decimals, Drawing drawing) {
  if (drawing == Drawing::kPlain) return fmt::format("{}", fmt::join(decimals, " "));
  std::vector<double> values;
  for (const std::string& decimal : decimals) values.push_back(ToNumber(decimal));
  if (values.empty()) return "";
  const auto [least, greatest] = std::ranges::minmax(values);
  std::string line;
  for (const double value : values) {
    const double share = (value - least) / (greatest - least);  // NaN when they are the same
    const bool flat = greatest == least;
    line += kTall[flat ? kMiddle : static_cast<std::size_t>(std::lround(share * (kEighths - 1)))];
  }
  return line;
}

}  // namespace laurel::cli
