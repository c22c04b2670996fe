#include "services/goals/events.h"

#include "common/events/audience_of.h"
#include "services/goals/audience/rules.h"
#include "services/goals/names.h"

namespace laurel::goals {
namespace {

using audience::Reader;
using events::Audience;

constexpr events::Relation<Reader, v1::Goal> kRelations[] = {
    {&Reader::owner,
     [](const auto& of, Audience& audience) {
       for (const std::string& owner : of.owners()) audience.Person(owner);
     }},
    {&Reader::proposer, [](const auto& of, Audience& audience) { audience.Person(of.creator()); }},
    {&Reader::line_manager,
     [](const auto& of, Audience& audience) {
       for (const std::string& owner : of.owners()) audience.ManagerOf(owner);
     }},
    {&Reader::chain_above,
     [](const auto& of, Audience& audience) {
       for (const std::string& owner : of.owners()) audience.ChainOf(owner);
     }},
    {&Reader::coach,
     [](const auto& of, Audience& audience) {
       for (const std::string& owner : of.owners()) audience.CoachOf(owner);
     }},
    {&Reader::team_member, [](const auto& of, Audience& audience) { audience.Team(of.team()); }},
    {&Reader::hr_admin, [](const auto&, Audience& audience) { audience.Role(common::v1::CALLER_HR_ADMIN); }},
    {&Reader::auditor, [](const auto&, Audience& audience) { audience.Role(common::v1::CALLER_AUDITOR); }}};

// Whoever reads the goal as it stands, at least in this view.
Audience AudienceOf(const v1::Goal& goal, common::v1::View least) {
  if (audience::IsForEverybody(goal)) return Audience::Everyone();
  return events::AudienceOf<Reader>(kRelations, goal, least, audience::ViewFor);
}

void Tell(const Telling& telling, std::string_view type, std::string_view subject, const Audience& audience,
          const google::protobuf::Message& data) {
  telling.outbox.Emit(telling.changes,
                      {.type = type, .subject = subject, .time = telling.now, .audience = audience}, data);
}

}  // namespace

std::vector<const google::protobuf::Descriptor*> EventData() {
  return {v1::GoalEvent::descriptor(), v1::CheckInEvent::descriptor(), v1::GoalCommentEvent::descriptor()};
}

void TellGoal(const Telling& telling, std::string_view type, const v1::Goal& goal) {
  v1::GoalEvent data;
  data.set_goal(goal.name());
  data.set_lifecycle(goal.lifecycle());
  data.set_level(goal.level());
  *data.mutable_owners() = goal.owners();
  data.set_team(goal.team());
  data.set_parent(goal.parent());
  Tell(telling, type, goal.name(), AudienceOf(goal, common::v1::VIEW_SUMMARY), data);
}

void TellCheckIn(const Telling& telling, const v1::Goal& goal, const v1::CheckIn& check_in) {
  v1::CheckInEvent data;
  data.set_check_in(check_in.name());
  data.set_goal(goal.name());
  data.set_creator(check_in.creator());
  data.set_key_result(check_in.key_result());
  data.set_health(check_in.health());
  Tell(telling, "goal.checked_in", check_in.name(), AudienceOf(goal, common::v1::VIEW_FULL), data);
}

void TellComment(const Telling& telling, const v1::Goal& goal, const v1::GoalComment& comment) {
  v1::GoalCommentEvent data;
  data.set_comment(comment.name());
  data.set_goal(goal.name());
  data.set_creator(comment.creator());
  Tell(telling, "goal.commented", comment.name(), AudienceOf(goal, common::v1::VIEW_FULL), data);
}

}  // namespace laurel::goals
