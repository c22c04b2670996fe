// What is told of a person's states: each once, when its day has come. Pure functions; thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "services/directory/status/rules.h"

namespace laurel::directory::announcement {

// "person.created" and the like, and the day from which it is so.
struct Step {
  std::string_view type;
  int day = 0;
};

struct Announcement {
  std::vector<Step> steps;         // in the order in which they came about
  bool coachable_changed = false;  // what they are today is not what was told
  // Somebody who is still to come has not been told of, and changes of them are not either.
  bool known = false;
  v1::PersonState state = v1::PERSON_STATE_UNSPECIFIED;  // of today
  int untold_from = 0;                                   // what begins on this day or later stays untold
};

// What may be told once `before` has become `after` (the same, when it is only the day that has come): of
// everything that has begun by `today` and follows what was told last. What changed in the past behind that
// is history, and not told.
Announcement Announce(const status::History& before, const status::Statuses& after, int today);

// The part of it up to a leaving: the leaving and what follows it stay untold, for the sweeper.
Announcement UpToLeaving(Announcement announcement, const status::Statuses& after);

}  // namespace laurel::directory::announcement
