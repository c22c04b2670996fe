#include "services/feedback/testing/sample/gatherings.h"

#include <algorithm>

#include "fmt/format.h"

namespace laurel::feedback::sample {

void Gatherings::Begin() {
  for (const std::string& team : world_.cast.Teams()) Huddles(team);
  Among(v1::COACHING_SESSION_KIND_SHADOWING, "shadowing", 9);
  Among(v1::COACHING_SESSION_KIND_ROLE_PLAY, "role_plays", 11);
  Among(v1::COACHING_SESSION_KIND_COACH_THE_COACH, "coach_the_coach", 6);
}

// Every month or so, with all who work that day.
void Gatherings::Huddles(const std::string& team) {
  Dice dice = world_.DiceFor("huddles of " + team);
  const std::vector<const Member*> agents = world_.cast.Agents(team);
  const Member& lead = world_.cast.Of(agents.front()->manager);
  const int ago = world_.words.HabitOf(lead.key, "").huddle;
  const absl::CivilDay last = ago > 0 ? world_.today - ago : world_.today + 12;
  for (absl::CivilDay day = world_.first + dice.Between(3, 30); day <= last; day += dice.Between(24, 38)) {
    const absl::CivilDay on = world_.office.NextDay({&lead}, day);
    std::vector<const Member*> here;
    for (const Member* agent : agents) {
      // Somebody has to take the calls.
      if (world_.office.Works(*agent, on) && agent->hired < on && dice.Chance(0.85)) here.push_back(agent);
    }
    if (here.size() > 1) {
      Arrange(lead, here, v1::COACHING_SESSION_KIND_GROUP, "group_sessions", on,
              world_.DiceFor(fmt::format("huddle of {} {}", team, day - world_.first)));
    }
  }
}

void Gatherings::Among(v1::CoachingSessionKind kind, const std::string& list, int count) {
  Dice dice = world_.DiceFor(list);
  const bool of_coaches = kind == v1::COACHING_SESSION_KIND_COACH_THE_COACH;
  std::vector<const Member*> learners = of_coaches ? world_.cast.Coaches() : std::vector<const Member*>();
  std::vector<const Member*> guides = learners;
  if (!of_coaches) {
    for (const std::string& team : world_.cast.Teams()) {
      for (const Member* agent : world_.cast.Agents(team)) {
        if (agent->title != "Agent") {
          guides.push_back(agent);
        } else if (const Habit habit = world_.words.HabitOf(agent->manager, agent->key);
                   !habit.never && habit.last == 0) {
          learners.push_back(agent);  // those who go without coaching go without this as well
        }
      }
    }
  }
  if (kind == v1::COACHING_SESSION_KIND_ROLE_PLAY) guides = world_.cast.Coaches();
  const int days = static_cast<int>(world_.today - world_.first);
  for (int i = 0; i < count; ++i) {
    const Member* learner = dice.Pick(learners);
    const Member* guide = dice.Pick(guides);
    // Nobody leads those above them.
    if (guide == learner || (of_coaches && guide->title == "Team Manager") || learner->manager.empty() ||
        learner->title == "Operations Manager") {
      --i;
      continue;
    }
    Arrange(*guide, {learner}, kind, list, world_.first + dice.Between(5, days + 9),
            world_.DiceFor(fmt::format("{} {}", list, i)));
  }
}

void Gatherings::Arrange(const Member& coach, const std::vector<const Member*>& attendees,
                         v1::CoachingSessionKind kind, const std::string& list, absl::CivilDay day,
                         Dice dice) {
  const auto meeting = std::make_shared<Meeting>(coach, attendees, kind, dice);
  const bool group = kind == v1::COACHING_SESSION_KIND_GROUP;
  meeting->minutes = group ? 45 : 60;
  meeting->fate = dice.Chance(0.12) ? (dice.Chance(0.6) ? Fate::kMoved : Fate::kCancelled) : Fate::kHeld;
  const Gathering& about = world_.drawer.Draw(world_.words.Gatherings(list), dice);
  meeting->prepare = [this, raw = meeting.get(), &about] {
    Talk& talk = raw->talk;
    talk.slots = world_.SlotsFor(*raw->attendees.front(), *raw->coach, raw->dice);
    talk.focus = about.focus;
    talk.note = Fill(about.note, talk.slots);
    for (const std::string& item : about.agree) talk.agree.push_back(Fill(item, talk.slots));
  };
  const absl::CivilDay decided = std::max(world_.first, day - dice.Between(3, 11));
  const int minute = 60 * dice.Between(10, 15);
  world_.agenda.At(world_.office.During(coach, decided, dice), [this, meeting, group, day, minute] {
    // A huddle has its day, whoever is away.
    meeting->time =
        world_.office.TakeFree(group ? std::vector<const Member*>{meeting->coach} : meeting->Everybody(), day,
                               minute, meeting->minutes);
    std::erase_if(meeting->attendees, [&](const Member* one) {
      return !world_.office.IsFree({one}, meeting->time, meeting->minutes) && group;
    });
    if (meeting->attendees.empty()) return;
    if (group) world_.office.Take(meeting->attendees, meeting->time, meeting->minutes);
    meetings_.Plan(meeting);
  });
}

}  // namespace laurel::feedback::sample
