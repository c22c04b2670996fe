#include "common/events/watch/testing/event_rows.h"

#include <algorithm>

#include "fmt/format.h"
#include "google/protobuf/any.pb.h"

namespace laurel::events::testing {
namespace {

google::protobuf::Any DataOf(std::int64_t bytes) {
  google::protobuf::Any data;
  data.set_type_url("type.googleapis.com/laurel.test.Something");
  data.set_value(std::string(static_cast<std::size_t>(bytes), 'x'));
  return data;
}

}  // namespace

std::string EventId(std::int64_t position) { return fmt::format("{:026}", position); }

std::int64_t EventRows::Add(std::string_view type, std::string_view audience, absl::Duration age) {
  ++newest_;
  database_.Execute(
      "INSERT INTO event (position, id, sequenced, type, subject, time, audience, data) "
      "VALUES (?, ?, UTC_TIMESTAMP(6) - INTERVAL ? SECOND, ?, 'things/1', UTC_TIMESTAMP(6), ?, ?)",
      {newest_, EventId(newest_), absl::ToInt64Seconds(age), std::string(type), std::string(audience),
       DataOf(3).SerializeAsString()});
  Publish();
  return newest_;
}

std::int64_t EventRows::AddMany(std::int64_t count, std::string_view type, std::int64_t bytes) {
  constexpr std::int64_t kAtOnce = 1'000;  // the depth to which both databases let a query recur
  for (std::int64_t left = count; left > 0; left -= kAtOnce) {
    const std::int64_t some = std::min(left, kAtOnce);
    database_.Execute(
        "INSERT INTO event (position, id, sequenced, type, subject, time, audience, data) "
        "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?) "
        "SELECT ? + n, LPAD(? + n, 26, '0'), UTC_TIMESTAMP(6), ?, 'things/1', UTC_TIMESTAMP(6), 'everyone', "
        "? "
        "FROM number",
        {some, newest_, newest_, std::string(type), DataOf(bytes).SerializeAsString()});
    newest_ += some;
  }
  Publish();
  return newest_;
}

void EventRows::Publish() {
  database_.Execute("UPDATE lease SET next_position = ? WHERE name = 'events'", {newest_ + 1});
}

}  // namespace laurel::events::testing
