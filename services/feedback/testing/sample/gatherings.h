// The sessions that are not one to one: huddles of a team, somebody sitting in with a colleague, role plays,
// and those who coach being coached. Used by one thread.
#pragma once

#include "services/feedback/testing/sample/meeting.h"

namespace laurel::feedback::sample {

class Gatherings {
 public:
  Gatherings(const World& world, Meetings& meetings) : world_(world), meetings_(meetings) {}

  void Begin();

 private:
  void Huddles(const std::string& team);
  void Among(v1::CoachingSessionKind kind, const std::string& list, int count);
  // `coach` with these, some time on that day, about one of the list.
  void Arrange(const Member& coach, const std::vector<const Member*>& attendees, v1::CoachingSessionKind kind,
               const std::string& list, absl::CivilDay day, Dice dice);

  const World& world_;
  Meetings& meetings_;
};

}  // namespace laurel::feedback::sample
