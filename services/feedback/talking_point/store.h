// Talking points in SQL. Who writes has locked their session, which guards their order. A connection is used
// by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/feedback/v1/talking_point.pb.h"

namespace laurel::feedback::talking_point {

struct Stored {
  v1::TalkingPoint point;
  std::int64_t version = 0;
};

// nullopt: no such row. Ids.
absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view session,
                                           std::string_view point);

// Those of a session (its id) after a position, in their order.
absl::StatusOr<std::vector<v1::TalkingPoint>> List(sql::Connection& connection, std::string_view session,
                                                   std::int64_t after, int limit);

// Whether anybody else than this person (id) has added one to the session (id).
absl::StatusOr<bool> HasPointsOfOthers(sql::Connection& connection, std::string_view session,
                                       std::string_view person);

void Insert(sql::Changes& changes, const v1::TalkingPoint& point);
// Writes these fields (top-level names) of `after` and update_time; guarded by the version that was read.
void Update(sql::Changes& changes, const Stored& before, const v1::TalkingPoint& after,
            const std::vector<std::string>& fields);
void Delete(sql::Changes& changes, const Stored& point);
// Gives all points of a session, which are these, the positions of their order. That changes no version: who
// makes room for another is not changed by it.
void WriteOrder(sql::Changes& changes, const std::vector<v1::TalkingPoint>& points);

}  // namespace laurel::feedback::talking_point
