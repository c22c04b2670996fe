#include "services/goals/testing/sample/stories.h"

#include <algorithm>
#include <numeric>

namespace laurel::goals::sample {
namespace {

using Stub = Stage::Stub;

constexpr int kMorning = 9 * 60 + 20;

// The week in whose course it ends for the first time, or in which the stories do.
int LastWeekOf(const Plan& plan) {
  for (const Move& move : plan.moves) {
    if (move.to == "achieved" || move.to == "missed") return move.week - plan.week;
  }
  return kWeeksPlayed - plan.week;
}

v1::KeyResult KeyResultOf(const Result& result) {
  v1::KeyResult key_result;
  key_result.set_title(result.title);
  key_result.set_kind(result.kind);
  key_result.set_metric(result.metric);
  key_result.set_unit(result.unit);
  key_result.set_baseline(result.from);
  key_result.set_target(result.to);
  key_result.set_stretch(result.stretch);
  key_result.set_weight(result.weight);
  return key_result;
}

int ConfidenceIn(v1::GoalHealth health, Dice& dice) {
  if (health == v1::GOAL_HEALTH_ON_TRACK) return dice.Between(7, 9);
  return health == v1::GOAL_HEALTH_AT_RISK ? dice.Between(4, 6) : dice.Between(1, 3);
}

}  // namespace

void Stories::Begin() {
  for (const Plan& plan : world_.words.plans()) {
    Story& story = stories_.emplace_back(Story{.plan = plan,
                                               .owner = world_.cast.Of(plan.owner),
                                               .dice = world_.DiceFor(fmt::format("goal {}", plan.title)),
                                               .courses = {},
                                               .goal = {}});
    for (const Result& result : plan.results) story.courses.emplace_back(result, LastWeekOf(plan));
    world_.agenda.At(When(story), [this, &story] { Make(story); });
  }
}

// First those of the company, then those of teams, whatever day it is: the others need them.
absl::Time Stories::When(const Story& story) const {
  Dice dice = world_.DiceFor(fmt::format("when {}", story.plan.title));
  if (story.plan.level == v1::GOAL_LEVEL_PERSON) {
    return world_.office.During(story.owner, Monday(story.plan.week) + dice.Between(2, 5), dice);
  }
  const int days = story.plan.level == v1::GOAL_LEVEL_TEAM ? 1 : 0;
  return absl::FromCivil(absl::CivilMinute(Monday(story.plan.week) + days) + kMorning, story.owner.zone) +
         dice.Minutes(0, 150);
}

v1::Goal Stories::Asked(const Story& story) const {
  const Plan& plan = story.plan;
  v1::Goal goal;
  goal.set_level(plan.level);
  goal.set_visibility(plan.visibility);
  goal.set_title(plan.title);
  goal.set_description(plan.description);
  if (plan.parent.empty()) goal.set_weight(plan.weight);
  goal.add_owners(story.owner.name);
  for (const std::string& one : plan.also) goal.add_owners(world_.cast.Of(one).name);
  if (plan.level == v1::GOAL_LEVEL_TEAM) goal.set_team(world_.TeamOf(story.owner));
  // Without its parent, where that was refused.
  if (const auto parent = names_.find(plan.parent); parent != names_.end()) goal.set_parent(parent->second);
  *goal.mutable_start_date() = ToDate(Monday(plan.week));
  *goal.mutable_end_date() = ToDate(Monday(plan.week + plan.weeks) - 1);
  for (const Result& result : plan.results) *goal.add_key_results() = KeyResultOf(result);
  return goal;
}

void Stories::Make(Story& story) {
  const Plan& plan = story.plan;
  std::optional<v1::Goal> made;
  if (plan.proposed_by.empty()) {
    v1::CreateGoalRequest request;
    *request.mutable_goal() = Asked(story);
    request.set_activate(!plan.draft);
    made = world_.stage.As(story.owner, &Stub::CreateGoal, request);
  } else {
    v1::ProposeGoalRequest request;
    *request.mutable_goal() = Asked(story);
    made = world_.stage.As(world_.cast.Of(plan.proposed_by), &Stub::ProposeGoal, request);
  }
  if (!made.has_value()) return;
  story.goal = *made;
  story.active = made->lifecycle() == v1::GOAL_LIFECYCLE_ACTIVE;
  if (!plan.id.empty()) names_[plan.id] = made->name();
  Weigh(story);
  AwaitCheckIns(story);
  AwaitMoves(story);
  AwaitComments(story);
}

// What it counts in the goal above is said by whoever answers for that one.
void Stories::Weigh(const Story& story) {
  if (story.plan.weight.empty() || story.goal.parent().empty()) return;
  const auto above =
      std::ranges::find(stories_, story.goal.parent(), [](const Story& other) { return other.goal.name(); });
  if (above == stories_.end()) return;
  v1::SetGoalPartRequest request;
  request.set_parent(story.goal.parent());
  request.set_part(story.goal.name());
  request.set_weight(story.plan.weight);
  world_.stage.As(above->owner, &Stub::SetGoalPart, request);
}

// At the end of a week; of one in which they are away nobody knows.
void Stories::AwaitCheckIns(Story& story) {
  const Plan& plan = story.plan;
  const int habit = story.dice.Between(3, 4);
  for (int week = plan.week; plan.every > 0 && week <= std::min(kWeeksPlayed, plan.stops);
       week += plan.every) {
    absl::CivilDay day = Monday(week) + habit;
    if (!world_.office.Works(story.owner, day)) --day;
    const bool forgotten =
        story.dice.Chance(0.07) && !plan.says.contains(week + 1) && plan.slip.week != week + 1;
    if (!world_.office.Works(story.owner, day) || forgotten) continue;
    const absl::Time time = world_.office.During(story.owner, day, story.dice);
    if (time < world_.agenda.Now() + absl::Hours(1)) continue;
    world_.agenda.At(time, [this, &story, week] { CheckIn(story, week + 1); });
  }
}

void Stories::AwaitMoves(Story& story) {
  absl::Time last = world_.agenda.Now();
  for (const Move& move : story.plan.moves) {
    const absl::Time time = world_.office.During(story.owner, Monday(move.week), story.dice);
    last = std::max(time, last + story.dice.Minutes(5, 40));
    world_.agenda.At(last, [this, &story, &move] { Turn(story, move); });
  }
}

void Stories::AwaitComments(Story& story) {
  for (const Remark& remark : story.plan.comments) {
    const Member& who = world_.cast.Of(remark.by);
    const absl::CivilDay day = Monday(remark.week) + story.dice.Between(0, 4);
    world_.agenda.At(world_.office.During(who, day, story.dice), [this, &story, &who, &remark] {
      v1::AddGoalCommentRequest request;
      request.set_parent(story.goal.name());
      request.mutable_comment()->set_text(remark.text);
      world_.stage.As(who, &Stub::AddGoalComment, request);
    });
  }
}

void Stories::CheckIn(Story& story, int week) {
  if (!story.active) return;
  const Plan& plan = story.plan;
  Dice dice = world_.DiceFor(fmt::format("{} in week {}", plan.title, week));
  std::map<std::size_t, std::string> values;
  for (std::size_t i = 0; i < story.courses.size(); ++i) {
    if (story.courses[i].IsMeasured(week)) values[i] = story.courses[i].After(week - plan.week, dice);
  }
  const double progress =
      std::accumulate(story.courses.begin(), story.courses.end(), 0.0,
                      [](double sum, const Course& one) { return sum + one.progress(); }) /
      static_cast<double>(std::max<std::size_t>(1, story.courses.size()));
  const v1::GoalHealth health = HealthOf(progress, static_cast<double>(week - plan.week) / plan.weeks);
  std::string saying = Saying(story, week, health, dice);
  if (values.empty()) values[story.courses.size()] = "";  // how it stands, in words
  absl::Time time = world_.agenda.Now();
  for (const auto& [number, value] : values) {
    v1::RecordCheckInRequest request;
    request.set_parent(story.goal.name());
    v1::CheckIn& check_in = *request.mutable_check_in();
    const bool slips = week == plan.slip.week && number == 0;
    if (!value.empty()) {
      check_in.set_key_result(story.goal.key_results(static_cast<int>(number)).name());
      check_in.set_value(slips ? plan.slip.value : value);
    }
    check_in.set_health(health);
    if (dice.Chance(0.8)) check_in.set_confidence(ConfidenceIn(health, dice));
    check_in.set_comment(saying);
    saying.clear();
    world_.agenda.At(time, [this, &story, request, slips, value] {
      const auto recorded = world_.stage.As(story.owner, &Stub::RecordCheckIn, request);
      if (recorded.has_value() && slips) PutRight(story, *recorded, value);
    });
    time += dice.Minutes(1, 4);
  }
}

std::string Stories::Saying(const Story& story, int week, v1::GoalHealth health, Dice& dice) {
  if (const auto own = story.plan.says.find(week); own != story.plan.says.end()) return own->second;
  const Texts& sayings = world_.words.Sayings(health);
  std::size_t& said = said_[health];
  return dice.Chance(0.2) && said < sayings.size() ? sayings[said++] : "";
}

void Stories::PutRight(Story& story, const v1::CheckIn& wrong, const std::string& value) {
  v1::RecordCheckInRequest request;
  request.set_parent(story.goal.name());
  v1::CheckIn& right = *request.mutable_check_in();
  right.set_key_result(wrong.key_result());
  right.set_value(value);
  right.set_supersedes(wrong.name());
  right.set_comment(story.plan.slip.says);
  world_.agenda.At(world_.agenda.Now() + story.dice.Minutes(4, 45),
                   [this, &story, request] { world_.stage.As(story.owner, &Stub::RecordCheckIn, request); });
}

void Stories::Turn(Story& story, const Move& move) {
  const std::string& name = story.goal.name();
  Stage& stage = world_.stage;
  const Member& who = story.owner;
  static const std::map<std::string, v1::GoalLifecycle> outcomes = {
      {"achieved", v1::GOAL_LIFECYCLE_ACHIEVED},
      {"missed", v1::GOAL_LIFECYCLE_MISSED},
      {"cancelled", v1::GOAL_LIFECYCLE_CANCELLED}};
  if (const auto outcome = outcomes.find(move.to); outcome != outcomes.end()) {
    auto request = Named<v1::CloseGoalRequest>(name, move.why);
    request.set_outcome(outcome->second);
    stage.As(who, &Stub::CloseGoal, request);
  } else if (move.to == "activate") {
    stage.As(who, &Stub::ActivateGoal, Named<v1::ActivateGoalRequest>(name, move.why));
  } else if (move.to == "reopen") {
    stage.As(who, &Stub::ReopenGoal, Named<v1::ReopenGoalRequest>(name, move.why));
  } else if (move.to == "archive") {
    stage.As(who, &Stub::ArchiveGoal, Named<v1::ArchiveGoalRequest>(name, move.why));
  } else if (move.to == "accept") {
    stage.As(who, &Stub::AcceptGoal, Named<v1::AcceptGoalRequest>(name, move.why));
  } else if (move.to == "decline") {
    stage.As(who, &Stub::DeclineGoal, Named<v1::DeclineGoalRequest>(name, move.why));
  } else if (move.to == "discard") {
    stage.As(who, &Stub::DiscardGoal, Named<v1::DiscardGoalRequest>(name, move.why));
  } else {
    throw std::out_of_range(fmt::format("nothing becomes {}", move.to));
  }
  story.active = move.to == "activate" || move.to == "reopen";
}

}  // namespace laurel::goals::sample
