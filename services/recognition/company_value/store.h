// Company values in SQL. A connection is used by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/lock.h"
#include "laurel/recognition/v1/program.pb.h"

namespace laurel::recognition::company_value {

struct Stored {
  v1::CompanyValue value;
  std::int64_t version = 0;
};

// nullopt: no such row.
absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id, sql::Lock lock);
// Another value than `except` (id) has this hashtag.
absl::StatusOr<bool> IsTaken(sql::Connection& connection, std::string_view hashtag, std::string_view except);
// By title and id, after that place.
absl::StatusOr<std::vector<v1::CompanyValue>> List(
    sql::Connection& connection, const std::optional<std::pair<std::string, std::string>>& after, int limit);

void Insert(sql::Changes& changes, const v1::CompanyValue& value);
void Update(sql::Changes& changes, const Stored& before, const v1::CompanyValue& after,
            const std::vector<std::string>& fields);

}  // namespace laurel::recognition::company_value
