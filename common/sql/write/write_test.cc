#include "common/sql/write/write.h"

#include <set>
#include <thread>

#include "common/sql/request_log.h"
#include "common/sql/testing/write_fixture.h"
#include "common/time/convert.h"

namespace laurel::sql {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::Contains;
using ::testing::ElementsAre;

constexpr char kRequestId[] = "6f1c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b";

TEST_F(WriteTest, WritesRowsGuardAuditAndLogTogether) {
  const auto task = Write(Context(kRequestId));
  ASSERT_THAT(task, IsOk());
  EXPECT_EQ(Tasks(), 1);
  EXPECT_EQ(Taken(), 1);
  EXPECT_EQ(Logged(), 1);
  const Rows audit = test_database_->Query("SELECT actor, method, request_id, resource FROM audit_record");
  ASSERT_EQ(audit.size(), 1U);
  EXPECT_EQ(audit[0].Text(0), "people/01hv3k5e6m7n8p9q0r1s2t3v4w");
  EXPECT_EQ(audit[0].Text(2), kRequestId);
  EXPECT_EQ(audit[0].Text(3), task->name());
}

TEST_F(WriteTest, AnswersTheSameRequestWithTheStoredAnswer) {
  const auto first = Write(Context(kRequestId));
  const auto second = Write(Context(kRequestId));
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(Tasks(), 1);
  EXPECT_THAT(recorder_.events(), ElementsAre("replayed"));
}

TEST_F(WriteTest, MakesOneRowAndOneAnswerOfAHundredDuplicatesAtOnce) {
  std::vector<std::thread> callers;
  std::mutex mutex;
  std::multiset<std::string> answers;
  for (int i = 0; i < 100; ++i) {
    callers.emplace_back([&] {
      const auto task = Write(Context(kRequestId));
      const std::scoped_lock lock(mutex);
      answers.insert(task.ok() ? task->name() : task.status().ToString());
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(answers.count(*answers.begin()), 100U) << *answers.begin() << " and " << *answers.rbegin();
  EXPECT_TRUE(answers.begin()->starts_with("tasks/"));
  EXPECT_EQ(Tasks(), 1);
  EXPECT_EQ(Taken(), 1);
}

TEST_F(WriteTest, MakesEachRequestOnceUnderARaceForOneGuard) {
  test_database_->Execute("UPDATE budget SET available = 37 WHERE id = 1");
  std::vector<std::thread> callers;
  std::atomic<int> won{0};
  std::atomic<int> refused{0};
  for (int i = 0; i < 100; ++i) {
    callers.emplace_back([&, i] {
      const auto task = Write(Context("request-" + std::to_string(i)));
      if (task.ok()) ++won;
      if (ReasonOf(task.status()) == "WRONG_STATE") ++refused;
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(won, 37);
  EXPECT_EQ(refused, 63);
  EXPECT_EQ(Tasks(), 37);
}

TEST_F(WriteTest, RefusesARequestIdThatWasUsedWithAnotherBody) {
  ASSERT_THAT(Write(Context(kRequestId, "a")), IsOk());
  EXPECT_THAT(Write(Context(kRequestId, "b")),
              StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(Tasks(), 1);
}

TEST_F(WriteTest, KeepsCallersApart) {
  WriteContext other = Context(kRequestId, "b");
  other.key.principal = "service:other";
  ASSERT_THAT(Write(Context(kRequestId, "a")), IsOk());
  EXPECT_THAT(Write(other), IsOk());
  EXPECT_EQ(Tasks(), 2);
}

TEST_F(WriteTest, RunsAgainWithoutARequestId) {
  ASSERT_THAT(Write(Context("")), IsOk());
  ASSERT_THAT(Write(Context("")), IsOk());
  EXPECT_EQ(Tasks(), 2);
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
  const auto second = Write(Context(kRequestId), TakeOne, [&](Connection&, const Task& task) {
    asked = task.name();
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
  EXPECT_EQ(Tasks(), 1);
  EXPECT_EQ(Taken(), 1);
  EXPECT_THAT(recorder_.events(), Contains("retried:guard"));
}

TEST_F(WriteTest, DecidesAgainWhenARowOfSomebodyElseHoldsAUniqueKey) {
  int decisions = 0;
  const auto task = Write(Context(kRequestId), [&](Connection&, Changes& changes) -> absl::StatusOr<Task> {
    if (decisions++ > 0)
      return Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", "one is open already");
    Task made;
    made.set_name("tasks/" + api::NewUlid(SystemClock().Now()));
    changes.Insert(TaskRecord(), made, {std::int64_t{7}});
    test_database_->Execute("INSERT INTO task VALUES ('01hv3k5e6m7n8p9q0r1s2t3v4x', 1, 'first', 7)");
    return made;
  });
  EXPECT_THAT(task, StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_THAT(recorder_.events(), ElementsAre("retried:unique"));
  EXPECT_EQ(Logged(), 0);
}

TEST_F(WriteTest, DecidesAgainWhenAnUpdateMeetsAUniqueKeyOfSomebodyElse) {
  test_database_->Execute("INSERT INTO task VALUES ('01hv3k5e6m7n8p9q0r1s2t3v4x', 1, 'first', 7)");
  test_database_->Execute("INSERT INTO task VALUES ('01hv3k5e6m7n8p9q0r1s2t3v4y', 1, 'second', 8)");
  int decisions = 0;
  const auto task = Write(Context(kRequestId), [&](Connection&, Changes& changes) -> absl::StatusOr<Task> {
    if (decisions++ > 0)
      return Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", "the slot is taken");
    changes.Update("UPDATE task SET slot = 7 WHERE id = ?", {std::string("01hv3k5e6m7n8p9q0r1s2t3v4y")});
    Task moved;
    moved.set_name("tasks/01hv3k5e6m7n8p9q0r1s2t3v4y");
    return moved;
  });
  EXPECT_THAT(task, StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_THAT(recorder_.events(), ElementsAre("retried:unique"));
  EXPECT_EQ(Logged(), 0);
}

TEST_F(WriteTest, GivesUpAfterThreeRetries) {
  int decisions = 0;
  const auto task = Write(Context(kRequestId), [&](Connection&, Changes& changes) -> absl::StatusOr<Task> {
    ++decisions;
    changes.Update("UPDATE budget SET available = 0 WHERE id = ?", {std::int64_t{99}});
    return Task();
  });
  EXPECT_THAT(task, StatusIs(absl::StatusCode::kUnavailable, "CONTENTION"));
  EXPECT_TRUE(RetryDelayOf(task.status()).has_value());
  EXPECT_EQ(decisions, 4);
  EXPECT_THAT(recorder_.events(), ElementsAre("retried:guard", "retried:guard", "retried:guard"));
}

TEST_F(WriteTest, WritesNothingWhenTheDecisionThrows) {
  EXPECT_THROW(Write(Context(kRequestId),
                     [](Connection& connection, Changes& changes) -> absl::StatusOr<Task> {
                       TakeOne(connection, changes).IgnoreError();
                       throw std::logic_error("a mistake");
                     })
                   .IgnoreError(),
               std::logic_error);
  EXPECT_THAT(Write(Context(kRequestId)), IsOk());  // no lock was left behind
  EXPECT_EQ(Tasks(), 1);
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
  EXPECT_EQ(Tasks(), 1);
  EXPECT_EQ(test_database_->QueryInt("SELECT COUNT(*) FROM request_log_mention"), 0);
}

TEST_F(WriteTest, EmptiesTheAnswerThatHoldsWhatAnotherWriteDeletes) {
  const auto hold = [&](const std::string& request_id, std::string_view thing) {
    return Write(Context(request_id), [&](Connection& connection, Changes& changes) {
      changes.MentionThing(thing);
      return TakeOne(connection, changes);
    });
  };
  const auto audited = Audited();
  ASSERT_THAT(hold("one", "words/one"), IsOk());
  EXPECT_EQ(Audited(), audited + 1);  // of what was made; nothing is said of the thing
  ASSERT_THAT(hold("two", "words/two"), IsOk());
  ASSERT_THAT(Write(Context("three"),
                    [](Connection&, Changes& changes) -> absl::StatusOr<Task> {
                      EraseAnswers(changes, "words/one");
                      Task task;
                      task.set_name("tasks/three");
                      return task;
                    }),
              IsOk());
  EXPECT_THAT(Write(Context("one")), StatusIs(absl::StatusCode::kFailedPrecondition, "ANSWER_ERASED"));
  EXPECT_THAT(Write(Context("two")), IsOk());
  EXPECT_EQ(test_database_->QueryInt("SELECT COUNT(*) FROM request_log WHERE answer IS NULL"), 1);
}

TEST_F(WriteTest, ForgetsOldRequestsInSteps) {
  ASSERT_THAT(Write(Context(kRequestId)), IsOk());
  std::string sql = "INSERT INTO request_log VALUES ";
  for (int i = 0; i < 1200; ++i)
    sql += (i > 0 ? ", ('p', 'm', '" : "('p', 'm', '") + std::to_string(i) +
           "', REPEAT('h', 32), NULL, '2020-01-01')";
  test_database_->Execute(sql);
  const auto purged =
      PurgeRequestLog(*database_, SystemClock().Now() - absl::Hours(1), Soon(), [] { return false; });
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

TEST_F(WriteTest, AuditsOnlyItsOwnEntriesWhenTheAnswerHasNoName) {
  using sql::testing::Summary;
  const std::function<absl::Status(Connection&, const Summary&)> yes = [](auto&, auto&) {
    return absl::OkStatus();
  };
  const auto write = [&](const std::string& request_id, const std::vector<AuditEntry>& entries) {
    return database_->Write<Summary>(
        Context(request_id),
        [&](Connection&, Changes& changes) -> absl::StatusOr<Summary> {
          changes.Mention("people/01hv3k5e6m7n8p9q0r1s2t3v4y");
          for (const AuditEntry& entry : entries) changes.Audit(entry);
          return Summary();
        },
        yes);
  };
  ASSERT_THAT(write("one", {{.resource = "tasks/x", .subject = ""}}), IsOk());
  EXPECT_EQ(Audited(), 1);
  ASSERT_THAT(write("two", {}), IsOk());
  EXPECT_EQ(Audited(), 1);
  EXPECT_EQ(test_database_->QueryInt("SELECT COUNT(*) FROM audit_record WHERE resource = ''"), 0);
}

TEST_F(WriteTest, RefusesAnAuditEntryWithoutAResource) {
  Changes changes;
  EXPECT_THROW(changes.Audit({.resource = "", .subject = "people/x"}), std::logic_error);
}

TEST_F(WriteTest, StopsForgettingWhenAskedTo) {
  test_database_->Execute(
      "INSERT INTO request_log VALUES ('p', 'm', 'r', REPEAT('h', 32), NULL, '2020-01-01')");
  const absl::Time now = SystemClock().Now();
  int asked = 0;
  const auto stopped = PurgeRequestLog(*database_, now, Soon(), [&] { return ++asked == 2; });
  EXPECT_THAT(stopped, laurel::testing::IsOkAndHolds(0));
  EXPECT_EQ(asked, 2);  // the mentions were looked through, the log was not
  EXPECT_THAT(PurgeRequestLog(*database_, now, now, [] { return false; }), laurel::testing::IsOkAndHolds(0));
  EXPECT_EQ(Logged(), 1);
}

}  // namespace
}  // namespace laurel::sql
