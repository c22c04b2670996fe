// An audit to read, in a private database. For tests; used by one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "common/sql/database.h"
#include "common/testing/fake_clock.h"
#include "common/testing/test_database.h"

namespace laurel::audit::testing {

// What one record says; the defaults are those of Records::Add.
struct Written {
  absl::Time time;
  std::string actor = "service:crm";
  std::string subject = "";
  std::string resource = "actionItems/01arz3ndektsv4rrffq69g5fav";
  std::string method = "laurel.feedback.v1.CoachingService/CreateActionItem";
};

class Records {
 public:
  Records();

  // Answers its id.
  std::string Add(const Written& record) const;

  laurel::testing::FakeClock clock;
  laurel::testing::TestDatabase database;
  std::unique_ptr<sql::Database> db;
};

// "people/{id}" of the n-th person: always the same.
std::string Person(int n);

}  // namespace laurel::audit::testing
