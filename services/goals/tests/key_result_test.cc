// Key results of a goal: added, changed and removed by whoever may write it, while it is a draft or active.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "common/api/ulid.h"
#include "common/testing/status_matchers.h"
#include "services/goals/names.h"
#include "services/goals/testing/suite.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;
using Stub = v1::GoalService::Stub;

constexpr char kRequestId[] = "7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10";
const auto kWrongState = StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE");
const auto kDenied = StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED");

v1::AddKeyResultRequest AddRequest(std::string_view goal, const v1::KeyResult& key_result) {
  auto request = About<v1::AddKeyResultRequest>(goal);
  *request.mutable_key_result() = key_result;
  return request;
}

class KeyResults : public ::testing::Test {
 protected:
  auto Add(const v1::Goal& goal, const v1::KeyResult& key_result, const std::string& person = kAna) {
    return suite.As(person, &Stub::AddKeyResult, AddRequest(goal.name(), key_result));
  }
  auto Update(v1::KeyResult key_result, const std::vector<std::string>& fields,
              const std::function<void(v1::KeyResult&)>& change, const std::string& person = kAna) {
    v1::UpdateKeyResultRequest request;
    change(key_result);
    *request.mutable_key_result() = key_result;
    for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
    return suite.As(person, &Stub::UpdateKeyResult, request);
  }
  auto Remove(std::string_view name, const std::string& person = kAna) {
    return suite.As(person, &Stub::RemoveKeyResult, Named<v1::RemoveKeyResultRequest>(name));
  }
  void CheckIn(const v1::Goal& goal, int key_result, std::string_view value) {
    auto request = About<v1::RecordCheckInRequest>(goal.name());
    request.mutable_check_in()->set_health(v1::GOAL_HEALTH_ON_TRACK);
    request.mutable_check_in()->set_key_result(goal.key_results(key_result).name());
    request.mutable_check_in()->set_value(std::string(value));
    ASSERT_THAT(suite.As(kAna, &Stub::RecordCheckIn, request), IsOk());
  }
  v1::Goal Now(const v1::Goal& goal) { return suite.Get(kAna, goal.name()); }

  Suite suite;
};

TEST_F(KeyResults, AreAddedInTheirOrder) {
  const v1::Goal goal = suite.Measured(kAna, {KeyResultOf("0", "10")});
  v1::KeyResult csat = KeyResultOf("070.0", "90");
  csat.set_metric("csat");
  csat.set_stretch("95");
  const auto added = Add(goal, csat);
  ASSERT_THAT(added, IsOk());
  EXPECT_TRUE(added->name().starts_with(goal.name() + "/keyResults/"));
  EXPECT_EQ(added->unit(), "%");
  EXPECT_EQ(added->baseline(), "70");
  EXPECT_EQ(added->current(), "70");
  EXPECT_EQ(added->progress(), "0");
  ASSERT_THAT(Add(goal, KeyResultOf("1", "2")), IsOk());
  const v1::Goal then = Now(goal);
  ASSERT_EQ(then.key_results_size(), 3);
  EXPECT_EQ(then.key_results(0).name(), goal.key_results(0).name());
  EXPECT_EQ(then.key_results(1).SerializeAsString(), added->SerializeAsString());
  EXPECT_NE(then.etag(), goal.etag());
}

TEST_F(KeyResults, MoveTheProgressOfTheirGoalAndOfWhatItIsAPartOf) {
  const v1::Goal top = suite.Active(kAna, v1::GOAL_VISIBILITY_PUBLIC);
  const v1::Goal goal =
      suite.Measured(kAna, {KeyResultOf("0", "10")}, v1::GOAL_VISIBILITY_PUBLIC, top.name());
  CheckIn(goal, 0, "10");
  EXPECT_EQ(Now(top).progress(), "1");
  const auto added = Add(goal, KeyResultOf("0", "10", "2"));
  ASSERT_THAT(added, IsOk());
  EXPECT_EQ(Now(goal).own_progress(), "0.333333");
  EXPECT_EQ(Now(top).progress(), "0.333333");
  ASSERT_THAT(Update(*added, {"weight"}, [](auto& one) { one.set_weight("3"); }), IsOk());
  EXPECT_EQ(Now(top).progress(), "0.25");
  const auto removed = Remove(added->name());
  ASSERT_THAT(removed, IsOk());
  EXPECT_EQ(removed->key_results_size(), 1);
  EXPECT_EQ(removed->progress(), "1");
  EXPECT_EQ(Now(top).progress(), "1");
}

TEST_F(KeyResults, ChangeAsTheMaskSays) {
  const v1::Goal goal = suite.Measured(kAna, {KeyResultOf("0", "10")});
  const v1::KeyResult& before = goal.key_results(0);
  const auto titled = Update(before, {"title"}, [](auto& one) {
    one.set_title("Fewer escalations");
    one.set_target("20");
  });
  ASSERT_THAT(titled, IsOk());
  EXPECT_EQ(titled->title(), "Fewer escalations");
  EXPECT_EQ(titled->target(), "10");
  EXPECT_NE(titled->etag(), before.etag());
  EXPECT_THAT(Update(before, {"title"}, [](auto& one) { one.set_title("x"); }),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  const auto same = Update(*titled, {"title"}, [](auto&) {});
  ASSERT_THAT(same, IsOk());
  EXPECT_EQ(same->etag(), titled->etag());
  for (const char* field : {"kind", "metric", "current", "progress", "name"}) {
    EXPECT_THAT(Update(*titled, {field}, [](auto&) {}), ViolatesField("update_mask")) << field;
  }
}

TEST_F(KeyResults, TurnTheirDirectionWithTheirNumbers) {
  const v1::Goal goal = suite.Measured(kAna, {KeyResultOf("10", "20")});
  const auto turned = Update(goal.key_results(0), {"target"}, [](auto& one) { one.set_target("5"); });
  ASSERT_THAT(turned, IsOk());
  EXPECT_EQ(turned->direction(), v1::DIRECTION_DECREASE);
  EXPECT_THAT(Update(*turned, {"direction"}, [](auto& one) { one.set_direction(v1::DIRECTION_INCREASE); }),
              ViolatesField("key_result.direction"));
}

TEST_F(KeyResults, KeepWhatWasMeasuredWhenTheirNumbersChange) {
  const v1::Goal goal = suite.Measured(kAna, {KeyResultOf("0", "10"), KeyResultOf("0", "10")});
  CheckIn(goal, 0, "5");
  const auto measured = Update(Now(goal).key_results(0), {"target"}, [](auto& one) { one.set_target("20"); });
  ASSERT_THAT(measured, IsOk());
  EXPECT_EQ(measured->current(), "5");
  EXPECT_EQ(measured->progress(), "0.25");
  const auto unmeasured = Update(goal.key_results(1), {"baseline"}, [](auto& one) { one.set_baseline("2"); });
  ASSERT_THAT(unmeasured, IsOk());
  EXPECT_EQ(unmeasured->current(), "2");
  EXPECT_EQ(Now(goal).progress(), "0.125");
}

TEST_F(KeyResults, RefuseATargetThatEqualsTheBaseline) {
  const v1::Goal goal = suite.Measured(kAna, {KeyResultOf("0", "10")});
  EXPECT_THAT(Add(goal, KeyResultOf("7", "7.000")), ViolatesField("key_result.target"));
  EXPECT_THAT(Update(goal.key_results(0), {"target"}, [](auto& one) { one.set_target("0"); }),
              ViolatesField("key_result.target"));
  auto request = CreateRequest();
  *request.mutable_goal()->add_key_results() = KeyResultOf("0", "10");
  *request.mutable_goal()->add_key_results() = KeyResultOf("7", "7");
  EXPECT_THAT(suite.As(kAna, &Stub::CreateGoal, request), ViolatesField("goal.key_results[1].target"));
}

TEST_F(KeyResults, RefuseWhatIsNoDecimalOrHasMoreDigitsThanAreKept) {
  const v1::Goal goal = suite.Active(kAna);
  for (const char* wrong : {"ten", "10%", "1e1", "1,5", ".5", "0.1234567", "1234567890123456"}) {
    v1::KeyResult key_result = KeyResultOf(wrong, wrong, wrong);
    key_result.set_stretch(wrong);
    EXPECT_THAT(Add(goal, key_result),
                AllOf(ViolatesField("key_result.baseline"), ViolatesField("key_result.target"),
                      ViolatesField("key_result.stretch"), ViolatesField("key_result.weight")))
        << wrong;
    auto request = CreateRequest();
    *request.mutable_goal()->add_key_results() = key_result;
    EXPECT_THAT(suite.As(kAna, &Stub::CreateGoal, request), ViolatesField("goal.key_results[0].target"));
  }
}

TEST_F(KeyResults, RefuseWeightsThatAreAllZero) {
  const v1::Goal goal = suite.Measured(kAna, {KeyResultOf("0", "10", "1"), KeyResultOf("0", "10", "0")});
  const auto no_weight = [](v1::KeyResult& one) { one.set_weight("0.0"); };
  EXPECT_THAT(Update(goal.key_results(0), {"weight"}, no_weight), ViolatesField("key_result.weight"));
  EXPECT_THAT(Remove(goal.key_results(0).name()), ViolatesField("name"));
  EXPECT_THAT(Add(suite.Active(kAna), KeyResultOf("0", "10", "0")), ViolatesField("key_result.weight"));
  EXPECT_THAT(Add(goal, KeyResultOf("0", "10", "0")), IsOk());
  EXPECT_THAT(Add(goal, KeyResultOf("0", "10", "-1")), ViolatesField("key_result.weight"));
  auto request = CreateRequest();
  *request.mutable_goal()->add_key_results() = KeyResultOf("0", "10", "0");
  *request.mutable_goal()->add_key_results() = KeyResultOf("0", "10", "0.0");
  EXPECT_THAT(suite.As(kAna, &Stub::CreateGoal, request), ViolatesField("goal.key_results[0].weight"));
}

TEST_F(KeyResults, MayAllGo) {
  const v1::Goal goal = suite.Measured(kAna, {KeyResultOf("0", "10")});
  const auto bare = Remove(goal.key_results(0).name());
  ASSERT_THAT(bare, IsOk());
  EXPECT_EQ(bare->key_results_size(), 0);
  EXPECT_EQ(bare->progress(), "0");
  EXPECT_THAT(Remove(goal.key_results(0).name()), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(KeyResults, StayOnceTheyAreMeasured) {
  const v1::Goal goal = suite.Measured(kAna, {KeyResultOf("0", "10"), KeyResultOf("0", "10")});
  CheckIn(goal, 0, "5");
  EXPECT_THAT(Remove(goal.key_results(0).name()),
              StatusIs(absl::StatusCode::kFailedPrecondition, "KEY_RESULT_IN_USE"));
  EXPECT_THAT(Remove(goal.key_results(1).name()), IsOk());
}

TEST_F(KeyResults, AreTenAtMost) {
  const v1::Goal goal = suite.Measured(kAna, std::vector<v1::KeyResult>(10, KeyResultOf("0", "10")));
  EXPECT_THAT(Add(goal, KeyResultOf("0", "10")),
              StatusIs(absl::StatusCode::kFailedPrecondition, "TOO_MANY_KEY_RESULTS"));
  ASSERT_THAT(Remove(goal.key_results(4).name()), IsOk());
  EXPECT_THAT(Add(goal, KeyResultOf("0", "10")), IsOk());
}

TEST_F(KeyResults, ChangeOfDraftsAndActiveGoalsAlone) {
  auto request = CreateRequest();
  *request.mutable_goal()->add_key_results() = KeyResultOf("0", "10");
  request.set_activate(false);
  const v1::Goal goal = suite.Made(kAna, request);
  const v1::KeyResult& key_result = goal.key_results(0);
  const auto rename = [](v1::KeyResult& one) {
    one.clear_etag();
    one.set_title("Renamed");
  };
  EXPECT_THAT(Update(key_result, {"title"}, rename), IsOk());
  ASSERT_THAT(suite.As(kAna, &Stub::ActivateGoal, Named<v1::ActivateGoalRequest>(goal.name())), IsOk());
  EXPECT_THAT(Add(goal, KeyResultOf("0", "10")), IsOk());
  ASSERT_THAT(suite.As(kAna, &Stub::CloseGoal, CloseRequest(goal.name())), IsOk());
  EXPECT_THAT(Add(goal, KeyResultOf("0", "10")), kWrongState);
  EXPECT_THAT(Update(key_result, {"title"}, rename), kWrongState);
  EXPECT_THAT(Remove(key_result.name()), kWrongState);
  EXPECT_THAT(Add(suite.Proposed(kCarla, kAna), KeyResultOf("0", "10")),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

// Who may do it, then what is wrong with it, and last whether it comes in time.
TEST_F(KeyResults, AreRefusedInTheOrderOfAllCalls) {
  const v1::Goal goal = suite.Measured(kAna, {KeyResultOf("0", "10"), KeyResultOf("0", "10", "0")});
  const v1::KeyResult key_result = goal.key_results(0);
  const auto no_weight = [](v1::KeyResult& one) { one.set_weight("0"); };
  const auto rename = [](v1::KeyResult& one) { one.set_title("Renamed"); };
  ASSERT_THAT(Update(key_result, {"title"}, rename), IsOk());
  EXPECT_THAT(Update(key_result, {"weight"}, no_weight, kCarla), kDenied);
  EXPECT_THAT(Update(key_result, {"weight"}, no_weight), ViolatesField("key_result.weight"));
  ASSERT_THAT(suite.As(kAna, &Stub::CloseGoal, CloseRequest(goal.name())), IsOk());
  EXPECT_THAT(Update(key_result, {"weight"}, no_weight, kCarla), kDenied);
  EXPECT_THAT(Update(key_result, {"weight"}, no_weight), ViolatesField("key_result.weight"));
  EXPECT_THAT(Update(key_result, {"title"}, rename), StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Update(Now(goal).key_results(0), {"title"}, rename), kWrongState);
  EXPECT_THAT(Remove(key_result.name()), ViolatesField("name")) << "the other counts nothing";
  EXPECT_THAT(Remove(goal.key_results(1).name()), kWrongState);
  const v1::Goal bare = suite.Closed(v1::GOAL_VISIBILITY_PUBLIC);
  EXPECT_THAT(Add(bare, KeyResultOf("0", "10", "0"), kCarla), kDenied);
  EXPECT_THAT(Add(bare, KeyResultOf("0", "10", "0")), ViolatesField("key_result.weight"));
  EXPECT_THAT(Add(bare, KeyResultOf("0", "10")), kWrongState);
}

TEST_F(KeyResults, AreForThoseWhoWriteTheGoal) {
  const v1::Goal goal = suite.Measured(kAna, {KeyResultOf("0", "10")});
  const v1::KeyResult& key_result = goal.key_results(0);
  const auto rename = [](v1::KeyResult& one) { one.set_title("Renamed"); };
  for (const std::string& person : {kCarla, kSkip, kCoach, kPeer, kHr, kStranger}) {
    EXPECT_THAT(Add(goal, KeyResultOf("0", "10"), person), kDenied) << person;
    EXPECT_THAT(Update(key_result, {"title"}, rename, person), kDenied) << person;
    EXPECT_THAT(Remove(key_result.name(), person), kDenied) << person;
  }
  const v1::Goal hidden = suite.Measured(kAna, {KeyResultOf("0", "10")}, v1::GOAL_VISIBILITY_PRIVATE);
  EXPECT_THAT(Add(hidden, KeyResultOf("0", "10"), kStranger), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Remove(hidden.key_results(0).name(), kStranger), StatusIs(absl::StatusCode::kNotFound));
  // Who reads the summary learns of no key result whether it is there.
  const std::string unknown =
      kKeyResultPattern.Format({IdOf(hidden.name()), api::NewUlid(suite.clock.Now())});
  EXPECT_EQ(Remove(unknown, kAuditor).status(), Remove(hidden.key_results(0).name(), kAuditor).status());
  EXPECT_THAT(Remove(unknown, kAuditor), kDenied);
  EXPECT_THAT(Remove(unknown), StatusIs(absl::StatusCode::kNotFound));
  const v1::Goal team = suite.OfTeam();
  EXPECT_THAT(Add(team, KeyResultOf("0", "10"), kHr), IsOk());
}

TEST_F(KeyResults, AreWrittenToldAndAuditedOnceHoweverOftenTheyAreSent) {
  const v1::Goal goal = suite.OfTeam();
  suite.database.Execute("DELETE FROM event_pending");
  auto add = AddRequest(goal.name(), KeyResultOf("0", "10"));
  add.set_request_id(kRequestId);
  const auto first = suite.As(kHr, &Stub::AddKeyResult, add);
  ASSERT_THAT(first, IsOk());
  v1::UpdateKeyResultRequest update;
  *update.mutable_key_result() = *first;
  update.mutable_key_result()->set_target("20");
  update.mutable_update_mask()->add_paths("target");
  update.set_request_id(kRequestId);
  auto remove = Named<v1::RemoveKeyResultRequest>(first->name());
  remove.set_request_id(kRequestId);
  for (int replica : {0, 1}) ASSERT_THAT(suite.As(kHr, &Stub::UpdateKeyResult, update, replica), IsOk());
  for (int replica : {0, 1}) ASSERT_THAT(suite.As(kHr, &Stub::RemoveKeyResult, remove, replica), IsOk());
  const auto again = suite.As(kHr, &Stub::AddKeyResult, add, 1);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(suite.Get(kHr, goal.name()).key_results_size(), 0);
  EXPECT_THAT(suite.Told(), ElementsAre("goal.updated", "goal.updated", "goal.updated"));
  std::vector<std::string> audit;
  for (const sql::Row& row :
       suite.database.Query("SELECT subject, fields FROM audit_record WHERE resource = ?", {first->name()})) {
    audit.push_back(std::string(row.Text(0)) + ":" + std::string(row.Text(1)));
  }
  // Of the one that was added: everybody whom its goal names.
  EXPECT_THAT(audit, UnorderedElementsAre(Person(kAna) + ":", Person(kLead) + ":", Person(kAna) + ":target",
                                          Person(kAna) + ":"));
}

}  // namespace
}  // namespace laurel::goals::testing
