// The life of one coaching session, whatever its kind: planned or logged, prepared, moved, held, cancelled or
// forgotten, noted, acknowledged, and what was agreed in it. Used by one thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "services/feedback/testing/sample/world.h"

namespace laurel::feedback::sample {

enum class Fate { kHeld, kMoved, kCancelled, kOnHoliday, kNoShow, kForgotten };

// What is said in it.
struct Talk {
  std::string focus;
  Texts behaviours;
  std::string note;
  Texts agree, promises;  // action items of those coached, and of the coach
  Texts ask, raise;       // talking points of the one coached, and of the coach
  bool evidence = false;
  Slots slots;
};

struct Meeting {
  Meeting(const Member& the_coach, std::vector<const Member*> people, v1::CoachingSessionKind of, Dice with)
      : coach(&the_coach), attendees(std::move(people)), kind(of), dice(with) {}

  std::vector<const Member*> Everybody() const;

  const Member* coach;
  std::vector<const Member*> attendees;
  v1::CoachingSessionKind kind;
  Dice dice;
  absl::Time time;
  int minutes = 30;
  Fate fate = Fate::kHeld;
  bool early = false;  // both think of it soon after it was planned
  bool over = false;   // held, or it will not be
  bool voided = false;
  bool followed = true;  // somebody asks later what became of what was agreed
  Talk talk;
  std::string name;               // once it is planned or logged
  std::function<void()> prepare;  // fills talk, shortly before it is needed; may be empty
  std::function<void()> held;     // after it was; may be empty
};
using MeetingPtr = std::shared_ptr<Meeting>;

class Meetings {
 public:
  explicit Meetings(const World& world) : world_(world) {}

  // Now, by its coach. False: refused.
  bool Plan(const MeetingPtr& meeting);
  // Now, all of them in one call; the first says what they are about. `weeks` between them.
  bool PlanSeries(const std::vector<MeetingPtr>& meetings, int weeks, const std::string& focus);
  // At its time and afterwards: it is recorded without ever having been planned.
  void Log(const MeetingPtr& meeting);

 private:
  using Act = void (Meetings::*)(const MeetingPtr&);
  void Later(absl::Time time, Act act, const MeetingPtr& meeting);

  void Await(const MeetingPtr& meeting);  // the fate of what is planned
  void Prepare(const MeetingPtr& meeting);
  void AddPoint(const MeetingPtr& meeting, const Member& by, const std::string& text);
  void TickPoints(const MeetingPtr& meeting);
  void Start(const MeetingPtr& meeting);
  void Hold(const MeetingPtr& meeting);
  void Move(const MeetingPtr& meeting);
  void Cancel(const MeetingPtr& meeting);
  void NoShow(const MeetingPtr& meeting);

  void Afterwards(const MeetingPtr& meeting);
  void AddNote(const MeetingPtr& meeting, const Member& by, v1::NoteVisibility visibility,
               const std::string& list);
  void ReviseSharedNote(const MeetingPtr& meeting);
  void AwaitAcknowledgement(const MeetingPtr& meeting, const Member& attendee);
  void Void(const MeetingPtr& meeting);
  void FollowItems(const MeetingPtr& meeting);
  void FollowItem(const MeetingPtr& meeting, const v1::ActionItem& item);
  void CompleteItem(const MeetingPtr& meeting, const Member& by, const std::string& name);
  void DropItem(const MeetingPtr& meeting, const Member& by, const std::string& name);

  const World& world_;
};

}  // namespace laurel::feedback::sample
