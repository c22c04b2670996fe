#include "services/goals/tests/visibility/goals.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include "fmt/format.h"

namespace laurel::goals::testing {
namespace {

using directory::v1::ROLE_HR_ADMIN;
using Lifecycles = std::vector<v1::GoalLifecycle>;

constexpr int kMostDepth = 8;

const std::vector<v1::GoalLevel>& Levels() {
  static const auto& levels = *new std::vector<v1::GoalLevel>{
      v1::GOAL_LEVEL_PERSON, v1::GOAL_LEVEL_PERSON, v1::GOAL_LEVEL_PERSON, v1::GOAL_LEVEL_PERSON,
      v1::GOAL_LEVEL_TEAM,   v1::GOAL_LEVEL_TEAM,   v1::GOAL_LEVEL_COMPANY};
  return levels;
}

const Lifecycles& AllLifecycles() {
  static const auto& lifecycles =
      *new Lifecycles{v1::GOAL_LIFECYCLE_ACTIVE,    v1::GOAL_LIFECYCLE_ACTIVE,   v1::GOAL_LIFECYCLE_ACTIVE,
                      v1::GOAL_LIFECYCLE_ACTIVE,    v1::GOAL_LIFECYCLE_ACTIVE,   v1::GOAL_LIFECYCLE_ACTIVE,
                      v1::GOAL_LIFECYCLE_ACHIEVED,  v1::GOAL_LIFECYCLE_MISSED,   v1::GOAL_LIFECYCLE_CANCELLED,
                      v1::GOAL_LIFECYCLE_ARCHIVED,  v1::GOAL_LIFECYCLE_DRAFT,    v1::GOAL_LIFECYCLE_DRAFT,
                      v1::GOAL_LIFECYCLE_DISCARDED, v1::GOAL_LIFECYCLE_PROPOSED, v1::GOAL_LIFECYCLE_DECLINED};
  return lifecycles;
}

bool IsProposal(v1::GoalLifecycle lifecycle) {
  return lifecycle == v1::GOAL_LIFECYCLE_PROPOSED || lifecycle == v1::GOAL_LIFECYCLE_DECLINED;
}

// The state in which it stands until all are made.
v1::GoalLifecycle FirstOf(const MadeGoal& goal) {
  if (IsProposal(goal.lifecycle)) return v1::GOAL_LIFECYCLE_PROPOSED;
  const bool is_draft =
      goal.lifecycle == v1::GOAL_LIFECYCLE_DRAFT || goal.lifecycle == v1::GOAL_LIFECYCLE_DISCARDED;
  return is_draft ? v1::GOAL_LIFECYCLE_DRAFT : v1::GOAL_LIFECYCLE_ACTIVE;
}

// Whether whoever makes a goal can make it a part of this one, then. While all are made what is ACTIVE is
// PUBLIC, so that anything becomes a part of anything.
bool CanTake(const MadeGoal& goal, int maker) {
  if (goal.depth >= kMostDepth) return false;
  const v1::GoalLifecycle lifecycle = FirstOf(goal);
  if (lifecycle == v1::GOAL_LIFECYCLE_ACTIVE) return true;
  if (lifecycle != v1::GOAL_LIFECYCLE_DRAFT) return false;
  return std::ranges::count(goal.owners, maker) > 0 ||
         (goal.maker == maker && goal.level != v1::GOAL_LEVEL_PERSON);
}

// A team's goal: by a LEAD, who is above one, and HR_ADMIN; the company's: by HR_ADMIN.
bool MayMake(const MadeOrganization& organization, int who, const MadeGoal& goal) {
  if (organization.Has(who, ROLE_HR_ADMIN)) return true;
  if (goal.level == v1::GOAL_LEVEL_COMPANY) return false;
  return std::ranges::any_of(std::views::iota(0, MadeOrganization::kPeople), [&](int lead) {
    return organization.Leads(goal.team, lead) && (lead == who || organization.IsAbove(who, lead));
  });
}

std::vector<int> PeopleWho(auto holds) {
  std::vector<int> people;
  for (int person = 0; person < MadeOrganization::kPeople; ++person) {
    if (holds(person)) people.push_back(person);
  }
  return people;
}

}  // namespace

MadeWorld::MadeWorld(unsigned seed) : chance_(seed), organization_(chance_) {
  Adopt();
  for (int i = 0; i < kGoals; ++i) {
    MadeGoal goal = Plan();
    goal.full = Make(goal);
    if (FirstOf(goal) == v1::GOAL_LIFECYCLE_ACTIVE) CheckIn(goal);
    goals_.push_back(std::move(goal));
  }
  for (const MadeGoal& goal : goals_) Settle(goal);
  for (MadeGoal& goal : goals_) ReadBack(goal);
  organization_.Change(chance_);
  Adopt();
}

void MadeWorld::Adopt() {
  const absl::CivilDay today = absl::ToCivilDay(suite_.clock.Now(), absl::UTCTimeZone());
  suite_.Reorganize([&](org::testing::Records& records) { records = organization_.RecordsOn(today); });
}

MadeGoal MadeWorld::Plan() {
  MadeGoal goal{.level = chance_.Of(Levels()), .lifecycle = chance_.Of(AllLifecycles())};
  if (goal.level == v1::GOAL_LEVEL_PERSON) {
    PlanPerson(goal);
  } else {
    PlanOwnersAndMaker(goal);
  }
  PlanVisibility(goal);
  PlanParent(goal);
  return goal;
}

// Made by its owner, or proposed by somebody who may.
void MadeWorld::PlanPerson(MadeGoal& goal) {
  const int owner = chance_.Below(MadeOrganization::kPeople);
  const std::vector<int> proposers =
      PeopleWho([&](int person) { return organization_.MayCoach(person, owner); });
  const bool proposed = !proposers.empty() && (IsProposal(goal.lifecycle) || chance_.Comes(35));
  if (IsProposal(goal.lifecycle) && !proposed) goal.lifecycle = v1::GOAL_LIFECYCLE_ACTIVE;
  goal.owners = {owner};
  goal.maker = proposed ? chance_.Of(proposers) : owner;
  std::vector<int> teams;
  for (int team = 0; team < MadeOrganization::kTeams; ++team) {
    if (organization_.IsIn(team, owner)) teams.push_back(team);
  }
  if (!teams.empty() && chance_.Comes(80)) goal.team = chance_.Of(teams);
}

void MadeWorld::PlanOwnersAndMaker(MadeGoal& goal) {
  if (IsProposal(goal.lifecycle)) goal.lifecycle = v1::GOAL_LIFECYCLE_DRAFT;
  if (goal.level == v1::GOAL_LEVEL_TEAM) goal.team = chance_.Below(MadeOrganization::kTeams);
  for (int n = 1 + chance_.Below(3); n > 0; --n) {
    const int owner = chance_.Below(MadeOrganization::kPeople);
    if (std::ranges::count(goal.owners, owner) == 0) goal.owners.push_back(owner);
  }
  const std::vector<int> makers = PeopleWho([&](int person) { return MayMake(organization_, person, goal); });
  goal.maker = chance_.Of(makers);
  if (organization_.Has(goal.maker, ROLE_HR_ADMIN)) goal.maker = chance_.Of(makers);  // others, too
}

void MadeWorld::PlanVisibility(MadeGoal& goal) {
  std::vector<v1::GoalVisibility> choice = {v1::GOAL_VISIBILITY_PUBLIC, v1::GOAL_VISIBILITY_PRIVATE,
                                            v1::GOAL_VISIBILITY_PRIVATE};
  if (organization_.IsAudience(goal.team)) choice.insert(choice.end(), 3, v1::GOAL_VISIBILITY_TEAM);
  goal.visibility = chance_.Of(choice);
}

// A draft, which few can choose; else of two goals the deeper one.
void MadeWorld::PlanParent(MadeGoal& goal) {
  std::vector<int> choice, drafts;
  for (int i = 0; i < static_cast<int>(goals_.size()); ++i) {
    if (!CanTake(goals_.at(i), goal.maker)) continue;
    choice.push_back(i);
    if (FirstOf(goals_.at(i)) == v1::GOAL_LIFECYCLE_DRAFT) drafts.push_back(i);
  }
  if (choice.empty() || chance_.Comes(10)) return;
  const int one = chance_.Of(choice), other = chance_.Of(choice);
  goal.parent = goals_.at(one).depth > goals_.at(other).depth ? one : other;
  if (!drafts.empty() && chance_.Comes(60)) goal.parent = chance_.Of(drafts);
  goal.depth = goals_.at(goal.parent).depth + 1;
}

v1::Goal MadeWorld::Describe(const MadeGoal& goal) {
  const bool opens = FirstOf(goal) == v1::GOAL_LIFECYCLE_ACTIVE;
  v1::Goal described = CreateRequest(goal.level, opens ? v1::GOAL_VISIBILITY_PUBLIC : goal.visibility).goal();
  described.set_title(fmt::format("Goal {}", goals_.size()));
  described.set_description("Said to those who read it");
  described.set_weight(chance_.Of(std::vector<std::string>{"0", "0.25", "1", "1"}));
  for (const int owner : goal.owners) described.add_owners(Person(MadeOrganization::PersonId(owner)));
  if (goal.team >= 0) described.set_team(Team(MadeOrganization::TeamId(goal.team)));
  if (goal.parent >= 0) described.set_parent(goals_.at(goal.parent).full.name());
  for (int n = chance_.Below(3); n > 0; --n)
    *described.add_key_results() = KeyResultOf("0", std::to_string(3 + chance_.Below(40)));
  return described;
}

v1::Goal MadeWorld::Make(const MadeGoal& goal) {
  const bool opens = FirstOf(goal) == v1::GOAL_LIFECYCLE_ACTIVE;
  const int owner = goal.owners.front();
  if (goal.level != v1::GOAL_LEVEL_PERSON || goal.maker == owner) {
    v1::CreateGoalRequest request;
    *request.mutable_goal() = Describe(goal);
    request.set_activate(opens);
    return Do(goal.maker, &Stub::CreateGoal, request);
  }
  v1::ProposeGoalRequest request;
  *request.mutable_goal() = Describe(goal);
  v1::Goal made = Do(goal.maker, &Stub::ProposeGoal, request);
  if (!IsProposal(goal.lifecycle))
    made = Do(owner, &Stub::AcceptGoal, Named<v1::AcceptGoalRequest>(made.name()));
  return opens ? Do(owner, &Stub::ActivateGoal, Named<v1::ActivateGoalRequest>(made.name())) : made;
}

void MadeWorld::CheckIn(const MadeGoal& goal) {
  const int owner = goal.owners.back();
  auto request = About<v1::RecordCheckInRequest>(goal.full.name());
  request.mutable_check_in()->set_health(v1::GOAL_HEALTH_AT_RISK);
  for (const v1::KeyResult& key_result : goal.full.key_results()) {
    request.mutable_check_in()->set_key_result(key_result.name());
    request.mutable_check_in()->set_value(std::to_string(chance_.Below(30)));
    const v1::CheckIn made = Do(owner, &Stub::RecordCheckIn, request);
    if (!chance_.Comes(30)) continue;
    request.mutable_check_in()->set_supersedes(made.name());
    Do(owner, &Stub::RecordCheckIn, request);
    request.mutable_check_in()->clear_supersedes();
  }
  for (int n = chance_.Below(3); n > 0; --n) {
    auto comment = About<v1::AddGoalCommentRequest>(goal.full.name());
    comment.mutable_comment()->set_text(fmt::format("Comment {}", n));
    Do(owner, &Stub::AddGoalComment, comment);
  }
}

// From what it was while all were made.
void MadeWorld::Settle(const MadeGoal& goal) {
  const int owner = goal.owners.front();
  const std::string& name = goal.full.name();
  if (goal.full.visibility() != goal.visibility) {
    Do(owner, &Stub::UpdateGoal, UpdateRequest(name, {"visibility"}, [&](v1::Goal& update) {
         update.set_visibility(goal.visibility);
       }));
  }
  auto decline = Named<v1::DeclineGoalRequest>(name);
  decline.set_reason("Not now");
  switch (goal.lifecycle) {
    case v1::GOAL_LIFECYCLE_DECLINED:
      Do(owner, &Stub::DeclineGoal, decline);
      return;
    case v1::GOAL_LIFECYCLE_DISCARDED:
      Do(owner, &Stub::DiscardGoal, Named<v1::DiscardGoalRequest>(name));
      return;
    case v1::GOAL_LIFECYCLE_ARCHIVED:
      Do(owner, &Stub::CloseGoal, CloseRequest(name));
      Do(owner, &Stub::ArchiveGoal, Named<v1::ArchiveGoalRequest>(name));
      return;
    case v1::GOAL_LIFECYCLE_ACHIEVED:
    case v1::GOAL_LIFECYCLE_MISSED:
    case v1::GOAL_LIFECYCLE_CANCELLED:
      Do(owner, &Stub::CloseGoal, CloseRequest(name, goal.lifecycle));
      return;
    default:
      return;
  }
}

void MadeWorld::ReadBack(MadeGoal& goal) {
  const int owner = goal.owners.front();
  const std::string name = goal.full.name();
  const auto take = [](const auto& from, auto& to) { to.assign(from.begin(), from.end()); };
  goal.full = Do(owner, &Stub::GetGoal, Named<v1::GetGoalRequest>(name));
  EXPECT_EQ(goal.full.lifecycle(), goal.lifecycle);
  EXPECT_EQ(goal.full.visibility(), goal.visibility);
  EXPECT_EQ(goal.full.creator(), Person(MadeOrganization::PersonId(goal.maker)));
  take(Do(owner, &Stub::ListCheckIns, About<v1::ListCheckInsRequest>(name)).check_ins(), goal.check_ins);
  take(Do(owner, &Stub::ListGoalComments, About<v1::ListGoalCommentsRequest>(name)).comments(),
       goal.comments);
  take(Do(owner, &Stub::ListStatusChanges, About<v1::ListStatusChangesRequest>(name)).status_changes(),
       goal.status_changes);
}

}  // namespace laurel::goals::testing
