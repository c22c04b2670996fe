#include "services/directory/organization/purge.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/directory/testing/suite.h"

namespace laurel::directory::organization {
namespace {

using laurel::testing::IsOk;

// 2,500 changes that are older than the clock of the suite keeps.
void Fill(testing::Suite& suite) {
  suite.database.Execute(
      "INSERT INTO organization_change (version, written, records) "
      "SELECT 1000 + seq, '2026-01-01', '' FROM seq_1_to_2500");
}

TEST(PurgeOfChanges, GoesOnUntilNoneIsTooOld) {
  testing::Suite suite;
  const std::int64_t young = suite.database.QueryInt("SELECT COUNT(*) FROM organization_change");
  Fill(suite);
  ASSERT_THAT(PurgeChanges(*suite.db, std::stop_token()), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM organization_change"), young);
}

TEST(PurgeOfChanges, EndsWhenItIsToldTo) {
  testing::Suite suite;
  Fill(suite);
  std::stop_source stop;
  stop.request_stop();
  ASSERT_THAT(PurgeChanges(*suite.db, stop.get_token()), IsOk());
  EXPECT_GE(suite.database.QueryInt("SELECT COUNT(*) FROM organization_change"), 2'500);
}

}  // namespace
}  // namespace laurel::directory::organization
