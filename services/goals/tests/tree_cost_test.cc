// What a change and a look cost the database: the same in a tree of 10 goals and of 10,000.
#include <iostream>

#include "common/status/macros.h"
#include "common/testing/explaining.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/goals/check_in/handlers.h"
#include "services/goals/names.h"
#include "services/goals/testing/suite.h"
#include "services/goals/tests/tree_fixture.h"
#include "services/goals/tree/progress_of.h"
#include "services/goals/tree/rules.h"
#include "services/goals/tree/store.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using Stub = v1::GoalService::Stub;

struct Cost {
  std::int64_t statements = 0;  // that read
  std::int64_t locked = 0;      // of these, while the root is held
  std::int64_t rows = 0;
  std::int64_t handled = 0;  // rows of tables and keys that the server touched
  std::int64_t updates = 0;  // statements
  std::int64_t inserts = 0;  // statements, but for what every write leaves: audit, request log

  auto operator<=>(const Cost&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Cost& cost) {
  return out << fmt::format(
             "{} reads ({} under the lock, which is one), {} rows answered, {} handled, "
             "{} inserts, {} updates",
             cost.statements, cost.locked, cost.rows, cost.handled, cost.inserts, cost.updates);
}

std::int64_t Handled(sql::Connection& connection) {
  std::int64_t sum = 0;
  const auto rows = connection.Query("SHOW SESSION STATUS LIKE 'Handler_read%'");
  EXPECT_THAT(rows, IsOk());
  for (const sql::Row& row : *rows) sum += std::stoll(std::string(row.Text(1)));
  return sum;
}

absl::StatusOr<Cost> CostOf(sql::Connection& connection,
                            const std::function<absl::Status(sql::Connection&, sql::Changes&)>& work,
                            sql::Changes& changes) {
  const std::int64_t idle = Handled(connection);
  const std::int64_t before = Handled(connection);
  Counting counting(connection);
  RETURN_IF_ERROR(work(counting, changes));
  return Cost{.statements = counting.statements,
              .locked = counting.locked,
              .rows = counting.rows,
              .handled = Handled(connection) - before - (before - idle),
              .updates = static_cast<std::int64_t>(changes.updates().size()),
              .inserts = static_cast<std::int64_t>(changes.inserts().size())};
}

// Through which check-ins are written: what the last one cost.
class CountingDatabase final : public sql::Database {
 public:
  explicit CountingDatabase(sql::Database& database) : database_(database) {}

  const Clock& clock() const override { return database_.clock(); }
  absl::Status Transact(absl::Time, const std::function<absl::Status(sql::Connection&)>&) override {
    return absl::UnimplementedError("check-ins are written");
  }
  absl::Status Dedicated(absl::Time, const std::function<absl::Status(sql::Connection&)>&) override {
    return absl::UnimplementedError("check-ins are written");
  }
  absl::Status Ping(absl::Time deadline) override { return database_.Ping(deadline); }

  Cost cost;

 private:
  absl::Status DoRead(absl::Time, const std::function<absl::Status(sql::Connection&)>&) override {
    return absl::UnimplementedError("check-ins are written");
  }
  absl::Status DoWrite(const sql::WriteContext& context, google::protobuf::Message& response,
                       const std::function<absl::Status(sql::Connection&, sql::Changes&)>& decide,
                       const std::function<absl::Status(sql::Connection&)>& may_still_read) override {
    return database_
        .Write<v1::CheckIn>(
            context,
            [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::CheckIn> {
              ASSIGN_OR_RETURN(cost, CostOf(connection, decide, changes));
              return dynamic_cast<const v1::CheckIn&>(response);
            },
            [&](sql::Connection& connection, const v1::CheckIn&) { return may_still_read(connection); })
        .status();
  }

  sql::Database& database_;
};

class TreeCost : public ::testing::Test {
 protected:
  void Fill(int parts, int below) { paths = FillTree(suite.database, *filling, parts, below); }

  template <typename T>
  T Read(const std::function<absl::StatusOr<T>(sql::Connection&)>& read) {
    const auto answer = filling->Read<T>(Forest::Soon(), read);
    EXPECT_THAT(answer, IsOk());
    return answer.value_or(T());
  }
  goal::Stored Found(std::string_view path) {
    return Read<std::vector<goal::Stored>>([&](sql::Connection& connection) {
             return goal::FindAll(connection, {tree::IdsOf(path).back()});
           })
        .at(0);
  }
  Cost CostOfReading(const std::function<absl::Status(sql::Connection&)>& work) {
    sql::Changes none;
    return Read<Cost>([&](sql::Connection& connection) {
      return CostOf(
          connection, [&](sql::Connection& counted, sql::Changes&) { return work(counted); }, none);
    });
  }

  // By its owner, of its first key result. `ago`: how late it is entered.
  Cost CostOfCheckIn(const v1::Goal& goal, std::string_view value,
                     absl::Duration ago = absl::ZeroDuration()) {
    suite.Pass(absl::Seconds(1));
    auto request = About<v1::RecordCheckInRequest>(goal.name());
    v1::CheckIn& check_in = *request.mutable_check_in();
    check_in.set_health(v1::GOAL_HEALTH_ON_TRACK);
    check_in.set_key_result(goal.key_results(0).name());
    check_in.set_value(std::string(value));
    *check_in.mutable_time() = ToTimestamp(suite.clock.Now() - ago);
    rpc::Call call;
    call.caller.name = goal.owners(0);
    call.caller.id = std::string(IdOf(call.caller.name));
    call.now = suite.clock.Now();
    call.deadline = call.now + absl::Minutes(1);
    call.key.principal = call.caller.id;
    Env env{.db = counting,
            .organization = suite.env().organization,
            .outbox = suite.env().outbox,
            .metrics = suite.metrics};
    EXPECT_THAT(check_in::RecordCheckIn(env, call, request), IsOk());
    return counting.cost;
  }
  Cost CostOfCheckIn(std::string_view value, absl::Duration ago = absl::ZeroDuration()) {
    return CostOfCheckIn(Found(paths.back()).goal, value, ago);
  }
  // A look at the goal on top.
  Cost CostOfLook() {
    return CostOfReading([this](sql::Connection& connection) -> absl::Status {
      ASSIGN_OR_RETURN(std::vector<goal::Stored> found, goal::FindAll(connection, {paths.front()}));
      return tree::FillProgress(connection, found).status();
    });
  }

  Suite suite;
  std::unique_ptr<sql::Database> filling = suite.database.Open();
  CountingDatabase counting{*suite.db};
  std::vector<std::string> paths;
};

TEST_F(TreeCost, OfACheckInAndOfALookIsTheSameInTreesOfAnySize) {
  Fill(3, 2);
  ASSERT_EQ(paths.size(), 10U);
  const Cost check_in = CostOfCheckIn("6"), look = CostOfLook();
  EXPECT_EQ(CostOfCheckIn("5"), check_in);
  Fill(99, 100);
  ASSERT_EQ(paths.size(), 10'000U);
  EXPECT_EQ(CostOfCheckIn("6"), check_in);
  EXPECT_EQ(CostOfCheckIn("5"), check_in);
  EXPECT_EQ(CostOfLook(), look);
  std::cout << "  a check-in: " << check_in << "\n  a look: " << look << "\n";
  EXPECT_EQ(check_in.statements, 4);  // its tree, the lock, the goal, those above it
  EXPECT_EQ(check_in.locked, 3);
  EXPECT_EQ(check_in.updates, 3);  // the key result, the goal, those above it
  EXPECT_EQ(check_in.inserts, 2);  // it, and its event
  EXPECT_EQ(look.statements, 1);
}

TEST_F(TreeCost, OfACheckInThatIsEnteredLateIsTwoLooksMore) {
  Fill(3, 2);
  const Cost check_in = CostOfCheckIn("6");
  const Cost late = CostOfCheckIn("5", absl::Hours(1));
  EXPECT_EQ(late.statements, check_in.statements + 1);  // it changes nothing above
  EXPECT_EQ(Found(paths.back()).goal.key_results(0).current(), "6");
}

TEST_F(TreeCost, OfACheckInIsTheSameWhereUnitsDoNotTellProgress) {
  const v1::Goal top = suite.Measured(kAna, {KeyResultOf("0", "384")});
  for (int i = 0; i < 2; ++i) {
    const v1::Goal part =
        suite.Measured(kAna, {KeyResultOf("0", "384")}, v1::GOAL_VISIBILITY_PUBLIC, top.name());
    CostOfCheckIn(part, "1");
  }
  const Cost told = CostOfCheckIn(top, "8");
  EXPECT_EQ(CostOfCheckIn(top, "7"), told);
  ASSERT_FALSE(progress::RoundedUnits(Found(IdOf(top.name())).units).has_value());
  // Computed for whoever is answered a goal, and counted.
  EXPECT_EQ(suite.metrics.exact_progress.Value(), 0);
  EXPECT_EQ(suite.Get(kAna, top.name()).progress(), "0.007813");
  EXPECT_EQ(suite.metrics.exact_progress.Value(), 1);
  const auto update = UpdateRequest(top.name(), {"title"}, [](v1::Goal& goal) { goal.set_title("Other"); });
  const auto updated = suite.As(kAna, &Stub::UpdateGoal, update);
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->progress(), "0.007813");
  EXPECT_EQ(suite.metrics.exact_progress.Value(), 2);
  const auto closed = suite.As(kAna, &Stub::CloseGoal, CloseRequest(top.name()));
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->progress(), "0.007813");
  EXPECT_EQ(suite.metrics.exact_progress.Value(), 3);
}

TEST_F(TreeCost, OfAPageIsThatOfThePage) {
  Fill(99, 100);
  for (const std::string& after : {std::string(), paths[5'000], paths[9'900]}) {
    const Cost cost = CostOfReading([&](sql::Connection& connection) -> absl::Status {
      ASSIGN_OR_RETURN(std::vector<goal::Stored> rows,
                       tree::ReadBelow(connection, paths.front(), after, 8, 51));
      EXPECT_EQ(rows.size(), 51U);
      return tree::FillProgress(connection, rows).status();
    });
    EXPECT_LE(cost.statements, 2);
    EXPECT_LE(cost.handled, 2 * 52 + 10);
  }
}

TEST_F(TreeCost, IsThatOfRangesOfKeys) {
  Fill(99, 100);
  Read<bool>([&](sql::Connection& connection) -> absl::StatusOr<bool> {
    laurel::testing::Explaining explaining(suite.database, connection);
    RETURN_IF_ERROR(tree::ReadBelow(explaining, paths[1], "", 8, 51).status());
    RETURN_IF_ERROR(tree::ReadWhole(explaining, paths[1]).status());
    RETURN_IF_ERROR(tree::ReadThese(explaining, tree::IdsOf(paths.back())).status());
    RETURN_IF_ERROR(tree::RootsOf(explaining, tree::IdsOf(paths.back())).status());
    RETURN_IF_ERROR(tree::HeightBelow(explaining, paths[1]).status());
    RETURN_IF_ERROR(goal::FindAll(explaining, tree::IdsOf(paths.back())).status());
    return true;
  });
}

// Not even in a small table does a change look at rows that it does not change: others hold them.
TEST_F(TreeCost, OfWhatIsWrittenIsThatOfRangesOfKeys) {
  for (const int parts : {3, 99}) {
    Fill(parts, 2);
    sql::Changes changes;
    tree::Move(changes, paths[1], tree::IdsOf(paths[1]).back());
    tree::WriteParts(changes, {Found(paths[0]), Found(paths[1])});
    for (const auto& update : changes.updates()) {
      for (const auto& plan : suite.database.Explain(update.sql, update.values)) {
        EXPECT_EQ(plan.type, "range") << update.sql;
      }
    }
  }
}

}  // namespace
}  // namespace laurel::goals::testing
