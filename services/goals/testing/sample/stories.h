// Who wants to reach what, and how it goes: each goal of the sample is made, checked in, talked about and
// ended by those who would. Used by one thread.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "services/goals/testing/sample/course.h"
#include "services/goals/testing/sample/world.h"

namespace laurel::goals::sample {

class Stories {
 public:
  explicit Stories(const World& world) : world_(world) {}

  // Puts each goal on the agenda, and what becomes of it.
  void Begin();

 private:
  struct Story {
    const Plan& plan;
    const Member& owner;
    Dice dice;
    std::vector<Course> courses;
    v1::Goal goal;  // as it was made
    bool active = false;
  };

  void Make(Story& story);
  v1::Goal Asked(const Story& story) const;
  void Weigh(const Story& story);
  // Once it is there.
  void AwaitCheckIns(Story& story);
  void AwaitMoves(Story& story);
  void AwaitComments(Story& story);

  void CheckIn(Story& story, int week);
  // What is said in the first check-in of a week.
  std::string Saying(const Story& story, int week, v1::GoalHealth health, Dice& dice);
  // What is wrong for now, and put right later in the day.
  void PutRight(Story& story, const v1::CheckIn& wrong, const std::string& value);
  void Turn(Story& story, const Move& move);

  absl::Time When(const Story& story) const;
  absl::CivilDay Monday(int week) const { return world_.first + 7 * week; }

  const World& world_;
  std::deque<Story> stories_;                 // referred to by what is on the agenda
  std::map<std::string, std::string> names_;  // of those that others are a part of
  std::map<v1::GoalHealth, std::size_t> said_;
};

}  // namespace laurel::goals::sample
