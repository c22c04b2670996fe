// A schema with a service's history in it, as it was played on one day. For tests of samples; used by one
// thread.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "common/sql/migrate.h"
#include "common/testing/sample/history.h"
#include "common/testing/sample/people_organization.h"
#include "common/testing/test_database.h"

namespace laurel::sample {

class PlayedHistory {
 public:
  // `folder`: docs/sample. It takes seconds.
  PlayedHistory(std::string_view service, std::span<const sql::Migration> migrations, Play play,
                const std::string& folder, absl::Time now)
      : play_(std::move(play)),
        options_{.people = folder + "/people.csv",
                 .words = folder + "/history",
                 .database = database_.options(),
                 .now = now} {
    organization_.Set(OrganizationOf(options_.people), now);
    const absl::Status migrated =
        sql::Migrate(*database_.Open(), service, migrations, absl::Now() + absl::Minutes(1));
    EXPECT_TRUE(migrated.ok()) << migrated;
    result_ = Again();
  }

  absl::StatusOr<Played> Again() const { return play_(organization_, options_); }
  const absl::StatusOr<Played>& result() const { return result_; }
  std::int64_t Count(const std::string& table, const std::string& where) const {
    return database_.QueryInt("SELECT COUNT(*) FROM " + table + " WHERE " + where);
  }
  const laurel::testing::TestDatabase& database() const { return database_; }

 private:
  const Play play_;
  laurel::testing::TestDatabase database_;
  org::Holder organization_;
  HistoryOptions options_;
  absl::StatusOr<Played> result_;
};

}  // namespace laurel::sample
