#include "services/directory/bootstrap/org_readers.h"

#include <gmock/gmock.h>

#include <thread>

#include "common/sql/migrate.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "laurel/directory/v1/events.pb.h"
#include "laurel/directory/v1/organization.pb.h"
#include "schema/directory_schema.h"

namespace laurel::directory::bootstrap {
namespace {

using laurel::testing::IsOk;

class OrgReaders : public ::testing::Test {
 protected:
  OrgReaders() : db(database.Open(clock)) {
    EXPECT_THAT(sql::Migrate(*db, "directory", Migrations(), clock.Now() + absl::Minutes(1)), IsOk());
  }
  absl::Status Ensure(const std::vector<std::string>& subjects) {
    return EnsureOrgReaders(*db, subjects, clock, outbox);
  }
  std::int64_t Readers() {
    return database.QueryInt("SELECT COUNT(*) FROM service_account WHERE role = 1 AND disabled = 0");
  }
  std::int64_t Version() { return database.QueryInt("SELECT version FROM organization_guard"); }

  laurel::testing::FakeClock clock;
  laurel::testing::TestDatabase database;
  std::unique_ptr<sql::Database> db;
  metrics::Registry registry;
  const events::Catalog catalog{
      "directory", {v1::OrganizationRecords::descriptor(), v1::ServiceAccountEvent::descriptor()}};
  const events::Outbox outbox{catalog, registry};
};

TEST_F(OrgReaders, AreMadeOncePerSubject) {
  ASSERT_THAT(Ensure({"laurel-feedback", "laurel-goals"}), IsOk());
  EXPECT_EQ(Readers(), 2);
  const std::int64_t version = Version();
  ASSERT_THAT(Ensure({"laurel-goals", "laurel-feedback"}), IsOk());
  EXPECT_EQ(Readers(), 2);
  EXPECT_EQ(Version(), version) << "an ordinary start writes nothing";
  EXPECT_EQ(database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE actor = 'service:bootstrap' AND "
                              "resource LIKE 'serviceAccounts/%'"),
            2);
  EXPECT_EQ(database.QueryInt("SELECT COUNT(*) FROM service_account WHERE creator IS NULL"), 2);
}

TEST_F(OrgReaders, StayDisabled) {
  ASSERT_THAT(Ensure({"laurel-feedback"}), IsOk());
  database.Execute("UPDATE service_account SET disabled = 1");
  ASSERT_THAT(Ensure({"laurel-feedback"}), IsOk());
  EXPECT_EQ(Readers(), 0);
  EXPECT_EQ(database.QueryInt("SELECT COUNT(*) FROM service_account"), 1);
}

TEST_F(OrgReaders, AreMadeOnceByTwoReplicas) {
  const auto other_db = database.Open(clock);
  absl::Status one;
  std::thread replica([&] { one = EnsureOrgReaders(*other_db, {"laurel-feedback"}, clock, outbox); });
  const absl::Status two = Ensure({"laurel-feedback"});
  replica.join();
  EXPECT_THAT(one, IsOk());
  EXPECT_THAT(two, IsOk());
  EXPECT_EQ(Readers(), 1);
}

}  // namespace
}  // namespace laurel::directory::bootstrap
