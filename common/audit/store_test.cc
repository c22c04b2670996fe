// How the database reads the audit.
#include "common/audit/store.h"

#include <gmock/gmock.h>

#include <vector>

#include "common/audit/testing/records.h"

namespace laurel::audit {
namespace {

using laurel::testing::Plan;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Person;
using testing::Records;

class AuditIndex : public ::testing::Test {
 protected:
  AuditIndex() {
    for (int i = 0; i < 300; ++i) {
      records_.Add({.time = records_.clock.Now() + absl::Seconds(i),
                    .actor = Person(i % 3),
                    .subject = Person(i % 5),
                    .resource = Person(i % 7),
                    .method = i % 2 == 0 ? "even" : "odd"});
    }
    records_.database.Query("ANALYZE TABLE audit_record");
  }
  Plan PlanOf(Listing listing) {
    listing.limit = 51;
    const Statement statement = StatementOf(listing);
    const std::vector<Plan> plans = records_.database.Explain(statement.sql, statement.values);
    EXPECT_EQ(plans.size(), 1U);
    return plans.at(0);
  }
  void ExpectRange(const Listing& listing, std::string_view index) {
    const Plan plan = PlanOf(listing);
    EXPECT_EQ(plan.type, "range") << index;
    EXPECT_EQ(plan.index, index);
    EXPECT_THAT(plan.extra, Not(HasSubstr("filesort"))) << index;
  }

  Records records_;
};

TEST_F(AuditIndex, OfEachFilterIsItsOwn) {
  ExpectRange({.resource = Person(1)}, "audit_record_resource");
  ExpectRange({.subject = Person(1)}, "audit_record_subject");
  ExpectRange({.actor = Person(1)}, "audit_record_actor");
  ExpectRange({.method = "odd"}, "audit_record_method");
  ExpectRange({}, "PRIMARY");
}

TEST_F(AuditIndex, StaysThatOfTheFilterWithATimeRangeAndOnLaterPages) {
  Listing listing{.actor = Person(1),
                  .start = records_.clock.Now() + absl::Seconds(10),
                  .end = records_.clock.Now() + absl::Seconds(250)};
  ExpectRange(listing, "audit_record_actor");
  listing.before = "7zzzzzzzzz0000000000000000";
  ExpectRange(listing, "audit_record_actor");
}

TEST_F(AuditIndex, OfSeveralFiltersIsThatOfTheRarest) {
  ExpectRange({.actor = Person(1), .subject = Person(1), .resource = Person(1), .method = "odd"},
              "audit_record_resource");
  ExpectRange({.actor = Person(1), .subject = Person(1), .method = "odd"}, "audit_record_subject");
  ExpectRange({.actor = Person(1), .method = "odd"}, "audit_record_actor");
}

}  // namespace
}  // namespace laurel::audit
