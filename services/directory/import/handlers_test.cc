// ImportPeople over the wire, as a call: who may, one at a time, again, beside other changes.
#include "services/directory/import/handlers.h"

#include <fmt/format.h>

#include <thread>

#include "services/directory/import/import_fixture.h"

namespace laurel::directory {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using testing::Imported;

TEST_F(Import, DryRunTellsAndChangesNothing) {
  const Imported dry = suite.Import(kPeople, testing::kRoot, /*validate_only=*/true);
  EXPECT_THAT(dry, Counts(3, 0, 0, 0));
  for (const v1::ImportPeopleRowResult& row : dry.rows) {
    if (row.outcome() == v1::IMPORT_OUTCOME_CREATED) {
      EXPECT_EQ(row.person(), "");
    }
  }
  EXPECT_EQ(Rows("person"), 1);
  EXPECT_THAT(suite.Import(kPeople), Counts(3, 0, 0, 0));
}

TEST_F(Import, TheSameFileAgainChangesNothing) {
  suite.Given(kPeople);
  const std::int64_t version = Version();
  const std::int64_t audit = Rows("audit_record");
  const Imported again = suite.Import(kPeople);
  EXPECT_THAT(again, Counts(0, 0, 3, 0));
  EXPECT_EQ(again.summary.missing(), 1);  // root
  EXPECT_EQ(Version(), version);
  EXPECT_EQ(Rows("audit_record"), audit);
}

TEST_F(Import, TheSameFileAMonthLaterChangesNothing) {
  suite.Given(kPeople);
  suite.clock.Advance(absl::Hours(24 * 31));
  suite.organization.Touch(suite.clock.Now());
  EXPECT_THAT(suite.Import(kPeople), Counts(0, 0, 3, 0));
}

TEST_F(Import, IsForHrAdmins) {
  suite.Given(kPeople);
  EXPECT_THAT(suite.Import(kPeople, "ana@example.com").status, StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(Import, BeginsWithItsOptions) {
  const auto context = laurel::testing::CallAs(testing::kRoot);
  const auto stream = suite.stub().ImportPeople(context.get());
  v1::ImportPeopleRequest request;
  request.mutable_row()->set_employee_number("1");
  stream->Write(request);
  stream->WritesDone();
  EXPECT_THAT(rpc::FromWire(stream->Finish()), laurel::testing::ViolatesField("options"));
}

TEST_F(Import, OneAtATime) {
  const auto context = laurel::testing::CallAs(testing::kRoot);
  const auto stream = suite.stub().ImportPeople(context.get());
  v1::ImportPeopleRequest request;
  request.mutable_options();
  stream->Write(request);
  // A bad row is answered at once: then the first import holds the lease.
  request.mutable_row()->set_line_number(2);
  stream->Write(request);
  v1::ImportPeopleResponse response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_THAT(suite.Import(kPeople).status, StatusIs(absl::StatusCode::kAborted, "IMPORT_RUNNING"));
  stream->WritesDone();
  while (stream->Read(&response)) {
  }
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_THAT(suite.Import(kPeople), Counts(3, 0, 0, 0));
}

TEST_F(Import, GoesOnWhenTheOrganisationChangesUnderIt) {
  Lines lines{"employee_number,email,display_name,manager"};
  for (int i = 1; i <= 1'000; ++i)
    lines.push_back(fmt::format("{},p{}@example.com,P {},{}", i, i, i, i > 1 ? "1" : ""));
  suite.Given({"employee_number,email,display_name", "a,ana@example.com,Ana", "b,ben@example.com,Ben"});
  Imported result;
  std::thread import([&] { result = suite.Import(lines); });
  for (int i = 0; i < 20; ++i) {
    EXPECT_THAT(
        suite.SetManager("ana@example.com", i % 2 == 0 ? "ben@example.com" : "", absl::CivilDay(2026, 1, 1)),
        IsOk());
  }
  import.join();
  EXPECT_THAT(result, Counts(1'000, 0, 0, 0));
  EXPECT_EQ(Rows("person"), 1'003);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM reporting_line WHERE manager = ?",
                                    {std::string(api::IdOf(suite.Name("p1@example.com")))}),
            999);
}

TEST_F(Import, EveryVersionIsTold) {
  suite.Given(kPeople);
  const std::string told = " WHERE type = 'organization.changed'";
  EXPECT_EQ(suite.database.QueryInt("SELECT (SELECT COUNT(*) FROM event_pending" + told +
                                    ") + (SELECT COUNT(*) FROM event" + told + ")"),
            Version());
}

TEST_F(Import, LeavesAnAuditOfEveryPersonThatItChanges) {
  suite.Given(kPeople);
  EXPECT_EQ(Rows("audit_record WHERE method LIKE '%/ImportPeople' AND subject LIKE 'people/%'"), 3);
  EXPECT_EQ(Rows("audit_record WHERE resource = ''"), 0);
  suite.Given({"employee_number,title,coach", "3,Senior Agent,-"});
  EXPECT_EQ(Rows("audit_record WHERE method LIKE '%/ImportPeople' AND fields = 'title,coach' "
                 "AND LENGTH(earlier_hash) = 32 AND subject = resource"),
            1);
  EXPECT_EQ(Rows("audit_record WHERE resource = ''"), 0);
}

}  // namespace
}  // namespace laurel::directory
