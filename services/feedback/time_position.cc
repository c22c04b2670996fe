#include "services/feedback/time_position.h"

#include <charconv>

#include "common/api/ulid.h"
#include "common/status/error.h"

namespace laurel::feedback {

api::Cursor ToCursor(const TimePosition& position) {
  return {std::to_string(absl::ToUnixMicros(position.time)), position.id};
}

absl::StatusOr<std::optional<TimePosition>> FromCursor(const api::Cursor& cursor) {
  if (cursor.empty()) return std::optional<TimePosition>();
  std::int64_t micros = 0;
  const bool two = cursor.size() == 2 && api::IsUlid(cursor[1]);
  if (!two ||
      std::from_chars(cursor[0].data(), cursor[0].data() + cursor[0].size(), micros).ec != std::errc()) {
    return InvalidField("page_token", "is not a token of this list: begin again without one");
  }
  return std::optional<TimePosition>(TimePosition{absl::FromUnixMicros(micros), cursor[1]});
}

}  // namespace laurel::feedback
