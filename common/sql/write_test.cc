#include "common/sql/write.h"

#include <set>
#include <thread>

#include "common/sql/request_log.h"
#include "common/sql/write_fixture.h"
#include "common/time/convert.h"

namespace laurel::sql {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::Contains;
using ::testing::ElementsAre;

constexpr char kRequestId[] = "6f1c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b";

TEST_F(WriteTest, WritesRowsGuardAuditAndLogTogether) {
  const auto item = Write(Context(kRequestId));
  ASSERT_THAT(item, IsOk());
  EXPECT_EQ(Items(), 1);
  EXPECT_EQ(Taken(), 1);
  EXPECT_EQ(Logged(), 1);
  const Rows audit = test_database_->Query("SELECT actor, method, request_id, resource FROM audit_record");
  ASSERT_EQ(audit.size(), 1U);
  EXPECT_EQ(audit[0].Text(0), "people/01hv3k5e6m7n8p9q0r1s2t3v4w");
  EXPECT_EQ(audit[0].Text(2), kRequestId);
  EXPECT_EQ(audit[0].Text(3), item->name());
}

TEST_F(WriteTest, AnswersTheSameRequestWithTheStoredAnswer) {
  const auto first = Write(Context(kRequestId));
  const auto second = Write(Context(kRequestId));
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(Items(), 1);
  EXPECT_THAT(recorder_.events(), ElementsAre("replayed"));
}

TEST_F(WriteTest, MakesOneRowAndOneAnswerOfAHundredDuplicatesAtOnce) {
  std::vector<std::thread> callers;
  std::mutex mutex;
  std::multiset<std::string> answers;
  for (int i = 0; i < 100; ++i) {
    callers.emplace_back([&] {
      const auto item = Write(Context(kRequestId));
      const std::scoped_lock lock(mutex);
      answers.insert(item.ok() ? item->name() : item.status().ToString());
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(answers.count(*answers.begin()), 100U) << *answers.begin() << " and " << *answers.rbegin();
  EXPECT_TRUE(answers.begin()->starts_with("actionItems/"));
  EXPECT_EQ(Items(), 1);
  EXPECT_EQ(Taken(), 1);
}

TEST_F(WriteTest, MakesEachRequestOnceUnderARaceForOneGuard) {
  test_database_->Execute("UPDATE budget SET available = 37 WHERE id = 1");
  std::vector<std::thread> callers;
  std::atomic<int> won{0};
  std::atomic<int> refused{0};
  for (int i = 0; i < 100; ++i) {
    callers.emplace_back([&, i] {
      const auto item = Write(Context("request-" + std::to_string(i)));
      if (item.ok()) ++won;
      if (ReasonOf(item.status()) == "WRONG_STATE") ++refused;
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(won, 37);
  EXPECT_EQ(refused, 63);
  EXPECT_EQ(Items(), 37);
}

TEST_F(WriteTest, RefusesARequestIdThatWasUsedWithAnotherBody) {
  ASSERT_THAT(Write(Context(kRequestId, "a")), IsOk());
  EXPECT_THAT(Write(Context(kRequestId, "b")),
              StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(Items(), 1);
}

TEST_F(WriteTest, KeepsCallersApart) {
  WriteContext other = Context(kRequestId, "b");
  other.key.principal = "service:other";
  ASSERT_THAT(Write(Context(kRequestId, "a")), IsOk());
  EXPECT_THAT(Write(other), IsOk());
  EXPECT_EQ(Items(), 2);
}

TEST_F(WriteTest, RunsAgainWithoutARequestId) {
  ASSERT_THAT(Write(Context("")), IsOk());
  ASSERT_THAT(Write(Context("")), IsOk());
  EXPECT_EQ(Items(), 2);
  EXPECT_EQ(Logged(), 0);
}

TEST_F(WriteTest, DoesNotKeepARefusal) {
  test_database_->Execute("UPDATE budget SET available = 0 WHERE id = 1");
  EXPECT_THAT(Write(Context(kRequestId)), StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_EQ(Logged(), 0);
  test_database_->Execute("UPDATE budget SET available = 1 WHERE id = 1");
  EXPECT_THAT(Write(Context(kRequestId)), IsOk());
}

TEST_F(WriteTest, ReplaysEvenWhenTheSameCallWouldBeRefusedNow) {
  const auto first = Write(Context(kRequestId));
  test_database_->Execute("UPDATE budget SET available = 0 WHERE id = 1");
  const auto second = Write(Context(kRequestId));
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->name(), first->name());
}

TEST_F(WriteTest, AsksWhetherTheReplayedAnswerMayStillBeRead) {
  const auto first = Write(Context(kRequestId));
  std::string asked;
  const auto second = Write(Context(kRequestId), TakeOne, [&](Connection&, const ActionItem& item) {
    asked = item.name();
    return absl::Status(NotFound());
  });
  EXPECT_THAT(second, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(asked, first->name());
}

TEST_F(WriteTest, DecidesAgainWhenAGuardHasMoved) {
  int decisions = 0;
  const auto again = Write(Context(kRequestId), [&](Connection& connection, Changes& changes) {
    auto decided = TakeOne(connection, changes);
    if (decisions++ == 0) changes.Update("UPDATE budget SET available = 0 WHERE id = ?", {std::int64_t{99}});
    return decided;
  });
  EXPECT_THAT(again, IsOk());
  EXPECT_EQ(decisions, 2);
  EXPECT_EQ(Items(), 1);
  EXPECT_EQ(Taken(), 1);
  EXPECT_THAT(recorder_.events(), Contains("retried:guard"));
}

TEST_F(WriteTest, DecidesAgainWhenARowOfSomebodyElseHoldsAUniqueKey) {
  int decisions = 0;
  const auto item =
      Write(Context(kRequestId), [&](Connection&, Changes& changes) -> absl::StatusOr<ActionItem> {
        if (decisions++ > 0)
          return Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", "one is open already");
        ActionItem made;
        made.set_name("actionItems/" + api::NewUlid(SystemClock().Now()));
        changes.Insert(ItemRecord(), made, {std::int64_t{7}});
        test_database_->Execute(
            "INSERT INTO action_item VALUES ('01hv3k5e6m7n8p9q0r1s2t3v4x', 1, 'first', 7)");
        return made;
      });
  EXPECT_THAT(item, StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_THAT(recorder_.events(), ElementsAre("retried:unique"));
  EXPECT_EQ(Logged(), 0);
}

TEST_F(WriteTest, GivesUpAfterThreeRetries) {
  int decisions = 0;
  const auto item =
      Write(Context(kRequestId), [&](Connection&, Changes& changes) -> absl::StatusOr<ActionItem> {
        ++decisions;
        changes.Update("UPDATE budget SET available = 0 WHERE id = ?", {std::int64_t{99}});
        return ActionItem();
      });
  EXPECT_THAT(item, StatusIs(absl::StatusCode::kUnavailable, "CONTENTION"));
  EXPECT_TRUE(RetryDelayOf(item.status()).has_value());
  EXPECT_EQ(decisions, 4);
  EXPECT_THAT(recorder_.events(), ElementsAre("retried:guard", "retried:guard", "retried:guard"));
}

TEST_F(WriteTest, WritesNothingWhenTheDecisionThrows) {
  EXPECT_THROW(Write(Context(kRequestId),
                     [](Connection& connection, Changes& changes) -> absl::StatusOr<ActionItem> {
                       TakeOne(connection, changes).IgnoreError();
                       throw std::logic_error("a mistake");
                     })
                   .IgnoreError(),
               std::logic_error);
  EXPECT_THAT(Write(Context(kRequestId)), IsOk());  // no lock was left behind
  EXPECT_EQ(Items(), 1);
}

TEST_F(WriteTest, SaysSoWhenTheAnswerWasErased) {
  const std::string person = "people/01hv3k5e6m7n8p9q0r1s2t3v4y";
  ASSERT_THAT(Write(Context(kRequestId),
                    [&](Connection& connection, Changes& changes) {
                      changes.Mention(person);
                      return TakeOne(connection, changes);
                    }),
              IsOk());
  ASSERT_THAT(
      database_->Transact(Soon(), [&](Connection& connection) { return EraseAnswers(connection, person); }),
      IsOk());
  EXPECT_THAT(Write(Context(kRequestId)), StatusIs(absl::StatusCode::kFailedPrecondition, "ANSWER_ERASED"));
  EXPECT_EQ(Items(), 1);
  EXPECT_EQ(test_database_->QueryInt("SELECT COUNT(*) FROM request_log_mention"), 0);
}

TEST_F(WriteTest, ForgetsOldRequestsInSteps) {
  ASSERT_THAT(Write(Context(kRequestId)), IsOk());
  std::string sql = "INSERT INTO request_log VALUES ";
  for (int i = 0; i < 1200; ++i)
    sql += (i > 0 ? ", ('p', 'm', '" : "('p', 'm', '") + std::to_string(i) +
           "', REPEAT('h', 32), NULL, '2020-01-01')";
  test_database_->Execute(sql);
  const auto purged = PurgeRequestLog(*database_, SystemClock().Now() - absl::Hours(1), Soon());
  ASSERT_THAT(purged, IsOk());
  EXPECT_EQ(*purged, 1200);
  EXPECT_EQ(Logged(), 1);
}

TEST_F(WriteTest, AuditsNothingButWhatIsAudited) {
  WriteContext context = Context(kRequestId);
  context.audited = false;
  ASSERT_THAT(Write(context), IsOk());
  EXPECT_EQ(Audited(), 0);
  ASSERT_THAT(Write(Context("another"),
                    [](Connection& connection, Changes& changes) {
                      changes.Audit({.resource = "people/x", .subject = "people/x"});
                      return TakeOne(connection, changes);
                    }),
              IsOk());
  EXPECT_EQ(Audited(), 2);
}

}  // namespace
}  // namespace laurel::sql
