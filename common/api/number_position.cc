#include "common/api/number_position.h"

#include <charconv>
#include <string>

namespace laurel::api {

Cursor ToCursor(std::int64_t number) { return {std::to_string(number)}; }

absl::StatusOr<std::int64_t> NumberFromCursor(const Cursor& cursor) {
  if (cursor.empty()) return 0;
  if (cursor.size() != 1) return ForeignCursor();
  const std::string& text = cursor.front();
  const char* const stop = text.data() + text.size();
  std::int64_t number = 0;
  const auto [parsed, error] = std::from_chars(text.data(), stop, number);
  if (error != std::errc() || parsed != stop || number < 1) return ForeignCursor();
  return number;
}

}  // namespace laurel::api
