// The regular sessions of everybody who coaches with everybody they coach: each pair works on one thing until
// it is done, then on the next. Used by one thread.
#pragma once

#include <deque>
#include <set>
#include <string>
#include <vector>

#include "services/feedback/testing/sample/meeting.h"

namespace laurel::feedback::sample {

class OneToOnes {
 public:
  OneToOnes(const World& world, Meetings& meetings) : world_(world), meetings_(meetings) {}

  // Puts the first session of each pair on the agenda, and each of them the next.
  void Begin();

 private:
  struct Pair {
    Pair(const Member& the_coach, const Member& the_agent, const Habit& how, Dice with)
        : coach(the_coach), agent(the_agent), habit(how), dice(with) {}

    const Member& coach;
    const Member& agent;
    Habit habit;
    Dice dice;
    std::vector<const Theme*> themes;  // those to come, the present one last
    int sessions = 0;                  // on the present one
    std::set<std::string> agreed;      // once is enough
    std::set<const std::string*> said;
    int minute = 0;       // of the day, when they usually meet
    absl::CivilDay last;  // no session after it
    bool anew = false;    // they begin again, and both have something to say
  };

  void Add(const Member& coach, const Member& agent);
  void ContinueSingly(Pair& pair, absl::CivilDay day);
  void ContinueInSeries(Pair& pair, absl::CivilDay day);
  void PlanSeries(Pair& pair, absl::CivilDay day);
  void OnceAgain(Pair& pair);
  bool HaveHoliday(const std::vector<const Member*>& people, absl::CivilDay day) const;
  MeetingPtr Next(Pair& pair);
  void Prepare(Pair& pair, Meeting& meeting);
  std::string Note(Pair& pair, const Texts& notes, const Slots& slots);
  Fate FateOf(Pair& pair);

  const World& world_;
  Meetings& meetings_;
  std::deque<Pair> pairs_;  // references into it are kept
};

}  // namespace laurel::feedback::sample
