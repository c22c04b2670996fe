// The programme's rules, read by everybody and changed by those who may.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/api/etag.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using absl::StatusCode;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::Together;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using Stub = Suite::Stub;

class Programme : public ::testing::Test {
 protected:
  v1::Program Read() {
    const auto read = suite.As(kStranger, &Stub::GetProgram, v1::GetProgramRequest());
    EXPECT_THAT(read, IsOk());
    return read.value_or(v1::Program());
  }
  absl::StatusOr<v1::Program> Update(const v1::UpdateProgramRequest& request, int replica = 0) {
    return suite.As(kRewarder, &Stub::UpdateProgram, request, replica);
  }
  static v1::UpdateProgramRequest Masked(const std::vector<std::string>& fields) {
    v1::UpdateProgramRequest request;
    request.mutable_program()->set_name("program");
    for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
    return request;
  }

  Suite suite;
};

TEST_F(Programme, BeginsWithTheRulesOfTheProduct) {
  const v1::Program program = Read();
  EXPECT_EQ(program.name(), "program");
  EXPECT_EQ(program.etag(), api::EtagOf(1));
  EXPECT_EQ(program.time_zone(), "UTC");
  EXPECT_EQ(program.allowance(), 100);
  EXPECT_EQ(program.max_each(), 50);
  EXPECT_EQ(program.pair_cap(), 100);
  EXPECT_EQ(program.approval_threshold(), 0);
  EXPECT_EQ(FromDuration(program.undo_window()), absl::Minutes(10));
  EXPECT_FALSE(program.value_required());
  EXPECT_EQ(program.new_hire_allowance(), v1::NEW_HIRE_ALLOWANCE_FULL);
  EXPECT_EQ(program.leaver_redeem_days(), 90);
}

TEST_F(Programme, IsChangedInTheFieldsOfTheMaskAlone) {
  auto request = Masked({"max_each", "value_required", "undo_window", "time_zone"});
  request.mutable_program()->set_max_each(20);
  request.mutable_program()->set_value_required(true);
  *request.mutable_program()->mutable_undo_window() = ToDuration(absl::Hours(1));
  request.mutable_program()->set_time_zone("Europe/Berlin");
  request.mutable_program()->set_allowance(7);
  const auto updated = Update(request);
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->max_each(), 20);
  EXPECT_TRUE(updated->value_required());
  EXPECT_EQ(FromDuration(updated->undo_window()), absl::Hours(1));
  EXPECT_EQ(updated->time_zone(), "Europe/Berlin");
  EXPECT_EQ(updated->allowance(), 100);
  EXPECT_EQ(updated->etag(), api::EtagOf(2));
  EXPECT_EQ(Read().SerializeAsString(), updated->SerializeAsString());
  EXPECT_THAT(suite.Told(), ElementsAre("program.updated"));
}

TEST_F(Programme, LeavesInTheAuditWhatWasWrittenAndAHashOfWhatStood) {
  auto request = Masked({"max_each", "allowance"});
  request.mutable_program()->set_max_each(20);
  request.mutable_program()->set_allowance(50);
  ASSERT_THAT(Update(request), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE resource = 'program' "
                                    "AND fields = 'allowance,max_each' AND LENGTH(earlier_hash) = 32 "
                                    "AND actor = ?",
                                    {Person(kRewarder)}),
            1);
}

TEST_F(Programme, IsChangedByItsAdministratorsAlone) {
  auto request = Masked({"allowance"});
  request.mutable_program()->set_allowance(7);
  for (const std::string& caller : {kSam, kHr, kAuditor})
    EXPECT_THAT(suite.As(caller, &Stub::UpdateProgram, request), StatusIs(StatusCode::kPermissionDenied));
  EXPECT_EQ(Read().allowance(), 100);
}

TEST_F(Programme, IsNotChangedByAStaleEtag) {
  auto request = Masked({"allowance"});
  request.mutable_program()->set_allowance(60);
  request.mutable_program()->set_etag(Read().etag());
  ASSERT_THAT(Update(request), IsOk());
  const auto stale = Update(request);
  ASSERT_THAT(stale, StatusIs(StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_EQ(ErrorInfoOf(stale.status())->metadata().at("current_etag"), api::EtagOf(2));
}

TEST_F(Programme, OfManyChangesOfOneEtagOneIsMade) {
  auto request = Masked({"allowance"});
  request.mutable_program()->set_allowance(60);
  request.mutable_program()->set_etag(Read().etag());
  const auto with_etag = Together(20, [&](int, int replica) { return Update(request, replica).status(); });
  EXPECT_EQ(with_etag, (std::map<std::string, int>{{"OK", 1}, {"STALE_ETAG", 19}}));
  request.mutable_program()->clear_etag();
  const auto without = Together(20, [&](int, int replica) { return Update(request, replica).status(); });
  EXPECT_EQ(without, (std::map<std::string, int>{{"OK", 20}}));
  EXPECT_EQ(Read().etag(), api::EtagOf(22));
}

TEST_F(Programme, RefusesWhatIsNoRule) {
  const auto refused = [&](const std::string& field, const std::function<void(v1::Program&)>& set) {
    auto request = Masked({field});
    set(*request.mutable_program());
    return Update(request);
  };
  EXPECT_THAT(refused("time_zone", [](auto& p) { p.set_time_zone("Atlantis/Capital"); }),
              ViolatesField("program.time_zone"));
  EXPECT_THAT(refused("time_zone", [](auto&) {}), ViolatesField("program.time_zone"));
  EXPECT_THAT(refused("new_hire_allowance", [](auto&) {}), ViolatesField("program.new_hire_allowance"));
  EXPECT_THAT(refused("undo_window", [](auto&) {}), ViolatesField("program.undo_window"));
  EXPECT_THAT(
      refused("undo_window", [](auto& p) { *p.mutable_undo_window() = ToDuration(absl::Hours(24 * 8)); }),
      ViolatesField("program.undo_window"));
  EXPECT_THAT(refused("allowance", [](auto& p) { p.set_allowance(-1); }), ViolatesField("program.allowance"));
  EXPECT_THAT(refused("max_each", [](auto& p) { p.set_max_each(10'001); }),
              ViolatesField("program.max_each"));
  EXPECT_THAT(refused("allowance", [](auto& p) { p.set_name("programs"); }), ViolatesField("program.name"));
  EXPECT_THAT(refused("name", [](auto&) {}), ViolatesField("update_mask"));
  EXPECT_THAT(refused("create_time", [](auto&) {}), ViolatesField("update_mask"));
  EXPECT_EQ(Read().etag(), api::EtagOf(1));
}

TEST_F(Programme, LimitsHoldAtOnceAndAmountsFromTheNextGrant) {
  suite.Given(kSam, {kAna}, 10);
  suite.SetProgram([](v1::Program& program) {
    program.set_allowance(40);
    program.set_max_each(5);
  });
  EXPECT_EQ(suite.Balance(kSam).remaining(), 90) << "granted before";
  EXPECT_EQ(suite.Balance(kMona).remaining(), 40) << "not granted yet";
  EXPECT_THAT(suite.As(kSam, &Stub::GiveRecognition, GiveRequest({kAna}, 6)),
              StatusIs(StatusCode::kFailedPrecondition, "MAX_EACH_EXCEEDED"));
  suite.Pass(absl::Hours(24 * 20));
  EXPECT_EQ(suite.Balance(kSam).remaining(), 40);
}

}  // namespace
}  // namespace laurel::recognition::testing
