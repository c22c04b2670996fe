#include "common/sql/schema_check.h"

#include <gmock/gmock.h>

#include <vector>

#include "common/sql/database.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"

namespace laurel::sql {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;

constexpr Migration kFirst = {1, "0001_create_a", "CREATE TABLE IF NOT EXISTS a (x INT PRIMARY KEY);\n"};
constexpr Migration kSecond = {2, "0002_create_b", "CREATE TABLE IF NOT EXISTS b (x INT PRIMARY KEY);\n"};

class SchemaCheck : public ::testing::Test {
 protected:
  static absl::Time Soon() { return SystemClock().Now() + absl::Seconds(60); }
  absl::Status Apply(const std::vector<Migration>& migrations) {
    return Migrate(*database_, "test", migrations, Soon());
  }
  absl::Status Check(const std::vector<Migration>& migrations) {
    return CheckSchema(*database_, "test", migrations, Soon());
  }

  laurel::testing::TestDatabase schema_;
  std::unique_ptr<Database> database_ = schema_.Open();
};

TEST_F(SchemaCheck, FindsAnEmptySchemaBehind) {
  EXPECT_THAT(Check({}), StatusIs(absl::StatusCode::kFailedPrecondition, "SCHEMA_BEHIND"));
}

TEST_F(SchemaCheck, AcceptsWhatIsAppliedAndWhatIsNewer) {
  ASSERT_THAT(Apply({kFirst, kSecond}), IsOk());
  EXPECT_THAT(Check({kFirst, kSecond}), IsOk());
  EXPECT_THAT(Check({kFirst}), IsOk());
}

TEST_F(SchemaCheck, FindsASchemaWithoutTheNewestBehind) {
  ASSERT_THAT(Apply({kFirst}), IsOk());
  EXPECT_THAT(Check({kFirst, kSecond}), StatusIs(absl::StatusCode::kFailedPrecondition, "SCHEMA_BEHIND"));
}

TEST_F(SchemaCheck, DoesNotSendAnotherTextToTheMigrator) {
  ASSERT_THAT(Apply({kFirst}), IsOk());
  const Migration other = {1, "0001_create_a", "CREATE TABLE c (x INT);\n"};
  EXPECT_THAT(Check({other}), StatusIs(absl::StatusCode::kFailedPrecondition, "SCHEMA_MISMATCH"));
}

}  // namespace
}  // namespace laurel::sql
