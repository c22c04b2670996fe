#include "common/api/time_position.h"

#include <charconv>
#include <cstdint>

#include "absl/time/civil_time.h"
#include "common/api/ulid.h"

namespace laurel::api {
namespace {

std::optional<absl::Time> ParseMicros(const std::string& text) {
  static const absl::Time first = absl::FromCivil(absl::CivilSecond(1900, 1, 1), absl::UTCTimeZone());
  static const absl::Time end = absl::FromCivil(absl::CivilSecond(10000, 1, 1), absl::UTCTimeZone());
  std::int64_t micros = 0;
  const char* const stop = text.data() + text.size();
  const auto [parsed, error] = std::from_chars(text.data(), stop, micros);
  if (error != std::errc() || parsed != stop) return std::nullopt;
  const absl::Time time = absl::FromUnixMicros(micros);
  if (time < first || time >= end) return std::nullopt;
  return time;
}

}  // namespace

Cursor ToCursor(const TimePosition& position) {
  return {std::to_string(absl::ToUnixMicros(position.time)), position.id};
}

absl::StatusOr<std::optional<TimePosition>> FromCursor(const Cursor& cursor) {
  if (cursor.empty()) return std::optional<TimePosition>();
  if (cursor.size() != 2 || !IsUlid(cursor[1])) return ForeignCursor();
  const std::optional<absl::Time> time = ParseMicros(cursor[0]);
  if (!time.has_value()) return ForeignCursor();
  return std::optional<TimePosition>(TimePosition{*time, cursor[1]});
}

}  // namespace laurel::api
