// For every pair of a reader and a goal of organisations made up at random: lists of goals, and of what
// belongs to them, show what Get shows.
#include <gmock/gmock.h>

#include <optional>
#include <tuple>

#include "common/testing/status_matchers.h"
#include "services/goals/tests/visibility/fixture.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using Stub = Suite::Stub;
using Ask = std::function<void(v1::ListGoalsRequest&)>;
using IsIn = std::function<bool(const MadeGoal&)>;

void ExpectBatch(ReadWorld& world, int reader) {
  v1::BatchGetGoalsRequest request;
  Texts goals, missing;
  for (int number = world.count() - 1; number >= 0; --number) {
    request.add_names(world.NameOf(number));
    const v1::Goal* shown = world.ShownTo(reader, number);
    shown == nullptr ? missing.push_back(world.NameOf(number)) : goals.push_back(shown->ShortDebugString());
  }
  const auto batch = world.Ask(reader, &Stub::BatchGetGoals, request);
  ASSERT_THAT(batch, IsOk());
  EXPECT_EQ(TextsOf(batch->goals()), goals);
  EXPECT_EQ(Texts(batch->missing().begin(), batch->missing().end()), missing);
}

// Those that Get shows of the list, newest first.
void ExpectList(ReadWorld& world, int reader, const Ask& ask, const IsIn& is_in) {
  v1::ListGoalsRequest request;
  ask(request);
  request.set_page_size(1 + reader % 4);
  SCOPED_TRACE(request.ShortDebugString());
  std::vector<v1::Goal> expected;
  for (int number = 0; number < world.count(); ++number) {
    const v1::Goal* shown = world.ShownTo(reader, number);
    if (shown != nullptr && is_in(world.goal(number))) expected.push_back(*shown);
  }
  std::ranges::sort(expected, std::ranges::greater(), [](const v1::Goal& goal) {
    return std::tuple(goal.create_time().seconds(), goal.create_time().nanos(), goal.name());
  });
  const auto listed = world.All(reader, &Stub::ListGoals, request, &v1::ListGoalsResponse::goals);
  ASSERT_THAT(listed, IsOk());
  EXPECT_EQ(TextsOf(*listed), TextsOf(expected));
}

Ask PartsOf(const std::string& name) {
  return [name](v1::ListGoalsRequest& request) { request.set_parent(name); };
}

absl::Status RefusalOf(ReadWorld& world, int reader, const Ask& ask) {
  v1::ListGoalsRequest request;
  ask(request);
  return world.Ask(reader, &Stub::ListGoals, request).status();
}

// Of a goal that Get does not show it is refused as that of one that does not exist.
void ExpectListsOfParts(ReadWorld& world, int reader) {
  const absl::Status of_none = RefusalOf(world, reader, PartsOf("goals/" + org::testing::TestId(97)));
  EXPECT_THAT(of_none, ViolatesField("parent"));
  for (int parent = 0; parent < world.count(); ++parent) {
    const Ask ask = PartsOf(world.NameOf(parent));
    if (world.ShownTo(reader, parent) == nullptr) {
      EXPECT_EQ(RefusalOf(world, reader, ask), of_none);
    } else {
      ExpectList(world, reader, ask, [&](const MadeGoal& goal) { return goal.parent == parent; });
    }
  }
}

TEST_F(Visibility, OfListsIsThatOfGet) {
  ForEachReader([](ReadWorld& world, int reader) {
    const auto owned_by = [](int owner) {
      return [owner](const MadeGoal& goal) { return std::ranges::count(goal.owners, owner) > 0; };
    };
    ExpectBatch(world, reader);
    ExpectList(
        world, reader, [](auto&) {}, owned_by(reader));
    for (int owner = 0; owner < MadeOrganization::kPeople; ++owner) {
      const std::string name = Person(MadeOrganization::PersonId(owner));
      ExpectList(
          world, reader, [&](auto& request) { request.set_owner(name); }, owned_by(owner));
    }
    for (int team = 0; team < MadeOrganization::kTeams; ++team) {
      const std::string name = Team(MadeOrganization::TeamId(team));
      ExpectList(
          world, reader, [&](auto& request) { request.set_team(name); },
          [&](const MadeGoal& goal) { return goal.team == team; });
    }
    ExpectList(
        world, reader, [](auto& request) { request.set_level(v1::GOAL_LEVEL_COMPANY); },
        [](const MadeGoal& goal) { return goal.level == v1::GOAL_LEVEL_COMPANY; });
    ExpectListsOfParts(world, reader);
  });
}

// What belongs to a goal, as a reader is to be answered.
struct Parts {
  ReadWorld& world;
  int reader;
  int goal;

  // All of them, or this refusal.
  template <typename Item, typename Request, typename Response>
  void Expect(Suite::Method<Request, Response> method,
              const google::protobuf::RepeatedPtrField<Item>& (Response::*items)() const,
              const std::vector<Item>& expected, std::optional<absl::StatusCode> refused) {
    auto request = About<Request>(world.NameOf(goal));
    request.set_page_size(1 + (reader + goal) % 3);
    const auto all = world.All(reader, method, request, items);
    if (refused.has_value()) {
      EXPECT_THAT(all, StatusIs(*refused));
      return;
    }
    ASSERT_THAT(all, IsOk());
    EXPECT_EQ(TextsOf(*all), TextsOf(expected));
  }
};

void ExpectParts(ReadWorld& world, int reader, int number) {
  const MadeGoal& made = world.goal(number);
  const v1::Goal* shown = world.ShownTo(reader, number);
  const bool is_summary = shown != nullptr && shown->view() == common::v1::VIEW_SUMMARY;
  std::optional<absl::StatusCode> refused;
  if (shown == nullptr) refused = absl::StatusCode::kNotFound;
  std::vector<common::v1::StatusChange> changes = made.status_changes;
  if (is_summary) std::ranges::for_each(changes, &common::v1::StatusChange::clear_reason);
  Parts parts{world, reader, number};
  parts.Expect(&Stub::ListStatusChanges, &v1::ListStatusChangesResponse::status_changes, changes, refused);
  if (is_summary) refused = absl::StatusCode::kPermissionDenied;
  parts.Expect(&Stub::ListCheckIns, &v1::ListCheckInsResponse::check_ins, made.check_ins, refused);
  parts.Expect(&Stub::ListGoalComments, &v1::ListGoalCommentsResponse::comments, made.comments, refused);
}

TEST_F(Visibility, OfWhatBelongsToAGoalIsThatOfTheGoal) {
  std::size_t check_ins = 0, comments = 0;
  ForEachReader([&](ReadWorld& world, int reader) {
    for (int number = 0; number < world.count(); ++number) {
      SCOPED_TRACE(fmt::format("goal {}", number));
      ExpectParts(world, reader, number);
      check_ins += world.goal(number).check_ins.size();
      comments += world.goal(number).comments.size();
    }
  });
  EXPECT_GT(check_ins, 0U);
  EXPECT_GT(comments, 0U);
}

}  // namespace
}  // namespace laurel::goals::testing
