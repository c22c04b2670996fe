#include "services/goals/tests/tree_fixture.h"

#include "common/api/ulid.h"
#include "common/sql/migrate.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "schema/goals_schema.h"
#include "services/goals/key_result/store.h"
#include "services/goals/names.h"
#include "services/goals/tree/lock.h"
#include "services/goals/tree/progress_of.h"
#include "services/goals/tree/roll_up.h"
#include "services/goals/tree/rules.h"
#include "services/goals/tree/store.h"

namespace laurel::goals::testing {
namespace {

using progress::Sums;
using Decide = std::function<absl::StatusOr<v1::Goal>(sql::Connection&, sql::Changes&)>;

const std::string kSomebody = org::kPersonPattern.Format({std::string(26, '1')});

void Name(v1::Goal& goal, absl::Time now, std::string_view id) {
  goal.set_name(kGoalPattern.Format({id}));
  goal.set_etag("1");
  for (v1::KeyResult& one : *goal.mutable_key_results()) {
    one.set_name(kKeyResultPattern.Format({id, api::NewUlid(now)}));
    one.set_etag("1");
  }
  *goal.mutable_create_time() = *goal.mutable_update_time() = *goal.mutable_lifecycle_time() =
      ToTimestamp(now);
}

absl::StatusOr<v1::Goal> WriteTo(sql::Database& db, const Decide& decide) {
  const sql::WriteContext context{.now = SystemClock().Now(),
                                  .deadline = Forest::Soon(),
                                  .key = {.principal = std::string(26, '1'),
                                          .method = "test",
                                          .request_id = "",
                                          .body_hash = std::string(32, '0')},
                                  .actor = kSomebody};
  return db.Write<v1::Goal>(context, decide,
                            [](sql::Connection&, const v1::Goal&) { return absl::OkStatus(); });
}

// One after the other, below what was added before.
class Filling {
 public:
  explicit Filling(sql::Changes& changes) : changes_(changes) {}

  std::string Add(const std::string& above) {
    v1::Goal goal = GoalOf({KeyResultAt("7", std::to_string(paths.size() % 8))});
    Name(goal, now_, sequence_.Next(now_));
    const std::string path = tree::PathBelow(above, IdOf(goal.name()));
    if (!above.empty()) goal.set_parent(kGoalPattern.Format({tree::IdsOf(above).back()}));
    goal::Insert(changes_, goal::NewAt(path, std::move(goal)));
    paths.push_back(path);
    return path;
  }

  std::vector<std::string> paths;

 private:
  sql::Changes& changes_;
  const absl::Time now_ = SystemClock().Now();
  api::UlidSequence sequence_;
};

}  // namespace

v1::KeyResult KeyResultAt(std::string_view target, std::string_view current, std::string_view weight) {
  v1::KeyResult key_result;
  key_result.set_title("As many as that");
  key_result.set_kind(v1::KEY_RESULT_KIND_METRIC);
  key_result.set_direction(v1::DIRECTION_INCREASE);
  key_result.set_baseline("0");
  key_result.set_target(std::string(target));
  key_result.set_current(std::string(current));
  key_result.set_weight(std::string(weight));
  return key_result;
}

v1::Goal GoalOf(const std::vector<v1::KeyResult>& key_results, std::string_view weight) {
  v1::Goal goal;
  goal.set_creator(kSomebody);
  goal.add_owners(kSomebody);
  goal.set_level(v1::GOAL_LEVEL_PERSON);
  goal.set_title("Better than before");
  for (auto* date : {goal.mutable_start_date(), goal.mutable_end_date()}) {
    date->set_year(2026);
    date->set_month(7);
    date->set_day(1);
  }
  goal.set_weight(std::string(weight));
  goal.set_visibility(v1::GOAL_VISIBILITY_PUBLIC);
  goal.set_lifecycle(v1::GOAL_LIFECYCLE_ACTIVE);
  goal.set_health(v1::GOAL_HEALTH_NOT_UPDATED);
  for (const v1::KeyResult& one : key_results) *goal.add_key_results() = one;
  return goal;
}

Forest::Forest() : db(database.Open()) {
  EXPECT_THAT(sql::Migrate(*db, "goals", Migrations(), Soon()), laurel::testing::IsOk());
}

absl::StatusOr<v1::Goal> Forest::Write(const Decide& decide) { return WriteTo(*db, decide); }

absl::StatusOr<v1::Goal> Forest::Make(std::string_view parent, v1::Goal goal) {
  Name(goal, SystemClock().Now(), api::NewUlid(SystemClock().Now()));
  if (!parent.empty()) goal.set_parent(kGoalPattern.Format({parent}));
  return Write([&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Goal> {
    std::string above;
    if (!parent.empty()) {
      ASSIGN_OR_RETURN(const std::optional<goal::Stored> locked, tree::LockGoal(connection, parent));
      if (!locked.has_value()) return NotFound();
      above = locked->path;
      RETURN_IF_ERROR(tree::CheckFits("", 0, above));
    }
    const goal::Stored made = goal::NewAt(tree::PathBelow(above, IdOf(goal.name())), goal);
    RETURN_IF_ERROR(tree::Join(connection, changes, made));
    goal::Insert(changes, made);
    return made.goal;
  });
}

absl::StatusOr<v1::Goal> Forest::Change(std::string_view id, const std::function<void(v1::Goal&)>& change) {
  return Write([&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Goal> {
    ASSIGN_OR_RETURN(const std::optional<goal::Stored> before, tree::LockGoal(connection, id));
    if (!before.has_value()) return NotFound();
    v1::Goal after = before->goal;
    change(after);
    ASSIGN_OR_RETURN(const Sums sums, tree::RollUpMeasured(connection, changes, *before, after));
    goal::Update(changes, *before, after, {"weight", "lifecycle"}, sums);
    for (const v1::KeyResult& one : after.key_results()) key_result::WriteCurrent(changes, one);
    RETURN_IF_ERROR(tree::FillProgress(connection, *before, after).status());
    return after;
  });
}

absl::StatusOr<v1::Goal> Forest::MoveTo(std::string_view id, std::string_view to) {
  return Write([&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Goal> {
    ASSIGN_OR_RETURN(const tree::Two two, tree::LockGoals(connection, id, to));
    if (!two.first.has_value() || (!to.empty() && !two.second.has_value())) return NotFound();
    const goal::Stored* parent = to.empty() ? nullptr : &*two.second;
    v1::Goal after = two.first->goal;
    after.clear_parent();
    if (parent != nullptr) {
      ASSIGN_OR_RETURN(const int height, tree::HeightBelow(connection, two.first->path));
      RETURN_IF_ERROR(tree::CheckFits(two.first->path, height, parent->path));
      after.set_parent(parent->goal.name());
    }
    RETURN_IF_ERROR(tree::Reparent(connection, changes, *two.first, after, parent));
    goal::Update(changes, *two.first, after, {"parent"});
    RETURN_IF_ERROR(tree::FillProgress(connection, *two.first, after).status());
    return after;
  });
}

std::map<std::string, goal::Stored> Forest::All() {
  std::vector<std::string> ids;
  for (const sql::Row& row : database.Query("SELECT id FROM goal")) ids.emplace_back(row.Text(0));
  const auto goals = Read<std::vector<goal::Stored>>(
      [&](sql::Connection& connection) -> absl::StatusOr<std::vector<goal::Stored>> {
        ASSIGN_OR_RETURN(std::vector<goal::Stored> found, goal::FindAll(connection, ids));
        RETURN_IF_ERROR(tree::FillProgress(connection, found).status());
        return found;
      });
  EXPECT_THAT(goals, laurel::testing::IsOk());
  std::map<std::string, goal::Stored> all;
  for (const goal::Stored& one : goals.value_or(std::vector<goal::Stored>())) {
    all.emplace(IdOf(one.goal.name()), one);
  }
  return all;
}

void Forest::ExpectWhole() {
  const std::map<std::string, goal::Stored> all = All();
  std::map<std::string, Sums> sums;
  for (const auto& [id, one] : all) {
    progress::SetOwn(one.goal.key_results(), sums[id]);
    if (one.goal.parent().empty()) continue;
    progress::Replace({}, progress::PartOf(one.goal.weight(), one.goal.lifecycle(), one.units),
                      sums[std::string(IdOf(one.goal.parent()))]);
  }
  for (const auto& [id, one] : all) {
    const bool is_root = one.goal.parent().empty();
    const std::string above = is_root ? "" : all.at(std::string(IdOf(one.goal.parent()))).path;
    EXPECT_EQ(one.path, tree::PathBelow(above, id));
    EXPECT_EQ(one.goal.depth(), tree::DepthOf(one.path));
    EXPECT_LE(one.goal.depth(), tree::kMostDepth);
    EXPECT_EQ(one.sums.own_weight, sums[id].own_weight);
    EXPECT_EQ(one.sums.own_units, sums[id].own_units);
    EXPECT_EQ(one.sums.parts_weight, sums[id].parts_weight);
    EXPECT_EQ(one.sums.parts_sum, sums[id].parts_sum);
    EXPECT_EQ(one.units, progress::UnitsOf(one.sums));
  }
}

std::vector<progress::Node> NodesOf(const std::map<std::string, goal::Stored>& goals) {
  std::vector<progress::Node> nodes;
  for (const auto& [id, one] : goals) {
    nodes.push_back({.parent = std::string(IdOf(one.goal.parent())),
                     .id = id,
                     .weight = progress::FractionOf(one.goal.weight()),
                     .counts = progress::Counts(one.goal.lifecycle()),
                     .key_results = progress::SharesOf(one.goal.key_results())});
  }
  return nodes;
}

std::vector<std::string> FillTree(const laurel::testing::TestDatabase& database, sql::Database& db, int parts,
                                  int below) {
  for (const char* table : {"goal", "goal_owner", "key_result"}) {
    database.Execute(fmt::format("DELETE FROM {}", table));
  }
  std::vector<std::string> paths;
  const auto filled = WriteTo(db, [&](sql::Connection&, sql::Changes& changes) -> absl::StatusOr<v1::Goal> {
    Filling filling(changes);
    const std::string root = filling.Add("");
    for (int i = 0; i < parts; ++i) {
      const std::string part = filling.Add(root);
      for (int j = 0; j < below; ++j) filling.Add(part);
    }
    paths = filling.paths;
    return v1::Goal();
  });
  EXPECT_THAT(filled, laurel::testing::IsOk());
  for (std::int64_t depth = 2; depth > 0; --depth) {
    database.Execute(
        "UPDATE goal p JOIN (SELECT parent, COUNT(*) * 1000000 AS weight, SUM(units) * 1000000 AS sum "
        "FROM goal WHERE depth = ? GROUP BY parent) c ON c.parent = p.id "
        "SET p.parts_weight = c.weight, p.parts_sum = c.sum, "
        "p.units = (p.own_weight * p.own_units + c.sum) DIV (p.own_weight + c.weight)",
        {depth});
  }
  database.Query("ANALYZE TABLE goal, key_result");
  return paths;
}

absl::StatusOr<sql::Rows> Counting::Query(std::string_view sql, const sql::Values& values) {
  ++statements;
  if (locked > 0 || sql.ends_with("FOR UPDATE")) ++locked;
  auto answered = connection_.Query(sql, values);
  if (answered.ok()) rows += static_cast<std::int64_t>(answered->size());
  return answered;
}

absl::StatusOr<std::int64_t> Counting::Execute(std::string_view sql, const sql::Values& values) {
  ++statements;
  if (locked > 0) ++locked;
  return connection_.Execute(sql, values);
}

}  // namespace laurel::goals::testing
