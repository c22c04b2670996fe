#include "services/feedback/testing/sample/one_to_ones.h"

#include <algorithm>

#include "fmt/format.h"

namespace laurel::feedback::sample {
namespace {

constexpr int kSeries = 4;  // sessions planned in one call
constexpr int kAhead = 28;  // days, for which plans are made at most

}  // namespace

void OneToOnes::Begin() {
  for (const Member* coach : world_.cast.Coaches()) {
    for (const Member* agent : world_.cast.ReportsOf(*coach)) Add(*coach, *agent);
    for (const Member* agent : world_.cast.CoacheesOf(*coach)) Add(*coach, *agent);
  }
}

void OneToOnes::Add(const Member& coach, const Member& agent) {
  const Habit habit = world_.words.HabitOf(coach.key, agent.key);
  if (habit.never) return;
  Pair& pair = pairs_.emplace_back(coach, agent, habit,
                                   world_.DiceFor(fmt::format("{} and {}", coach.key, agent.key)));
  for (const Theme& theme : world_.words.themes()) {
    const bool suits = agent.coachable ? theme.SuitsAgent(agent) : theme.managers;
    if (suits) pair.themes.push_back(&theme);
  }
  std::shuffle(pair.themes.begin(), pair.themes.end(), pair.dice.generator());
  if (pair.dice.Chance(0.6)) {  // the team's own first
    std::stable_partition(pair.themes.begin(), pair.themes.end(),
                          [](const Theme* one) { return one->teams.empty(); });
  }
  pair.minute = 30 * pair.dice.Between(19, 33);
  pair.last = habit.last > 0 ? world_.today - habit.last : world_.today + kAhead;
  const absl::CivilDay day = std::max(world_.first + pair.dice.Between(0, 7 * habit.weeks - 1),
                                      agent.hired + pair.dice.Between(3, 9));
  if (habit.series) {
    ContinueInSeries(pair, day);
  } else {
    ContinueSingly(pair, day);
  }
  if (habit.again > 0) OnceAgain(pair);
}

bool OneToOnes::HaveHoliday(const std::vector<const Member*>& people, absl::CivilDay day) const {
  return std::any_of(people.begin(), people.end(),
                     [&](const Member* one) { return world_.office.IsHoliday(*one, day); });
}

MeetingPtr OneToOnes::Next(Pair& pair) {
  auto meeting = std::make_shared<Meeting>(
      pair.coach, std::vector<const Member*>{&pair.agent}, v1::COACHING_SESSION_KIND_ONE_ON_ONE,
      world_.DiceFor(
          fmt::format("{} with {}: {}", pair.coach.key, pair.agent.key, pair.dice.Between(0, 1 << 30))));
  meeting->minutes = pair.habit.minutes;
  meeting->prepare = [this, &pair, raw = meeting.get()] { Prepare(pair, *raw); };
  meeting->held = [&pair] { ++pair.sessions; };
  return meeting;
}

// One that the two have not had yet; now and then none, in a hurry.
std::string OneToOnes::Note(Pair& pair, const Texts& notes, const Slots& slots) {
  Dice& dice = pair.dice;
  const std::string* note = nullptr;
  if (dice.Chance(0.1)) return "";
  for (std::size_t i = 0; i < notes.size(); ++i) {
    note = &world_.drawer.Draw(notes, dice);
    if (pair.said.insert(note).second) break;
  }
  if (dice.Chance(0.68)) return Fill(*note, slots);
  return fmt::format("{}{}{}", Fill(*note, slots), dice.Chance(0.5) ? "\n" : " ",
                     world_.Phrase("closings", slots, dice));
}

// What this session is about, from where the two stand.
void OneToOnes::Prepare(Pair& pair, Meeting& meeting) {
  Dice& dice = pair.dice;
  if (pair.sessions >= dice.Between(2, 4) && pair.themes.size() > 1) {
    pair.themes.pop_back();
    pair.sessions = 0;
  }
  const Theme& theme = *pair.themes.back();
  const Texts& notes = pair.sessions == 0                       ? theme.begin
                       : pair.sessions >= 2 && dice.Chance(0.6) ? theme.end
                                                                : theme.go_on;
  Talk& talk = meeting.talk;
  talk.slots = world_.SlotsFor(pair.agent, pair.coach, dice);
  talk.focus = theme.focus;
  if (dice.Chance(0.4)) talk.behaviours = theme.behaviours;
  talk.note = Note(pair, notes, talk.slots);
  const auto draw = [&](const Texts& from, Texts& to, double share) {
    if (from.empty() || !dice.Chance(share)) return;
    const std::string text = Fill(world_.drawer.Draw(from, dice), talk.slots);
    if (std::find(to.begin(), to.end(), text) == to.end()) to.push_back(text);
  };
  // Who is not coached for a while afterwards is not asked about it either.
  meeting.followed = pair.habit.last == 0 || absl::ToCivilDay(meeting.time, pair.coach.zone) < pair.last - 28;
  draw(theme.agree, talk.agree, !meeting.followed ? 1 : &notes == &theme.end ? 0.15 : 0.7);
  draw(theme.agree, talk.agree, &notes == &theme.begin ? 0.3 : 0.1);
  std::erase_if(talk.agree, [&](const std::string& item) { return !pair.agreed.insert(item).second; });
  draw(world_.words.List("promises"), talk.promises, 0.08);
  for (int i = 0; i < (pair.anew ? 2 : 1); ++i) {
    draw(theme.ask, talk.ask, pair.anew ? 1 : 0.3 + 0.3 * Diligence(pair.agent));
    draw(theme.raise, talk.raise, pair.anew ? 1 : 0.5);
  }
  talk.evidence = dice.Chance(0.35);
}

Fate OneToOnes::FateOf(Pair& pair) {
  if (!pair.dice.Chance(pair.habit.misses)) return Fate::kHeld;
  static const std::vector<Fate> kinds = {Fate::kMoved, Fate::kMoved,     Fate::kMoved,  Fate::kCancelled,
                                          Fate::kMoved, Fate::kCancelled, Fate::kNoShow, Fate::kForgotten};
  return pair.dice.Pick(kinds);
}

void OneToOnes::ContinueSingly(Pair& pair, absl::CivilDay day) {
  if (day > pair.last) return;
  Dice& dice = pair.dice;
  const MeetingPtr meeting = Next(pair);
  meeting->fate = FateOf(pair);
  const bool planned = dice.Chance(pair.habit.plans);
  const absl::CivilDay decided = planned ? std::max(world_.first, day - dice.Between(2, 9)) : day;
  // Both days are found when it is time to look: until then others take hours.
  world_.agenda.At(world_.office.During(pair.coach, decided, dice), [this, &pair, meeting, planned, day] {
    meeting->time = world_.office.TakeFree(meeting->Everybody(), day, pair.minute, meeting->minutes);
    if (planned) {
      meetings_.Plan(meeting);
    } else {
      meetings_.Log(meeting);
    }
    const int weeks = std::max(1, pair.habit.weeks + (pair.dice.Chance(0.25) ? pair.dice.Between(-1, 1) : 0));
    const absl::CivilDay next = absl::ToCivilDay(meeting->time, pair.coach.zone) + 7 * weeks;
    world_.agenda.At(meeting->time + absl::Minutes(5), [this, &pair, next] { ContinueSingly(pair, next); });
  });
}

void OneToOnes::ContinueInSeries(Pair& pair, absl::CivilDay day) {
  if (day > pair.last) return;
  Dice& dice = pair.dice;
  const absl::CivilDay decided = std::max(world_.first, day - dice.Between(3, 6));
  world_.agenda.At(world_.office.During(pair.coach, decided, dice),
                   [this, &pair, day] { PlanSeries(pair, day); });
}

void OneToOnes::PlanSeries(Pair& pair, absl::CivilDay day) {
  Dice& throws = pair.dice;
  std::vector<MeetingPtr> meetings;
  const std::vector<const Member*> both = {&pair.coach, &pair.agent};
  const absl::Time first = world_.office.TakeFree(both, day, pair.minute, pair.habit.minutes);
  const absl::CivilMinute local = absl::ToCivilMinute(first, pair.coach.zone);
  for (int i = 0; i < kSeries; ++i) {
    const MeetingPtr meeting = Next(pair);
    meeting->early = pair.anew && i == 0;
    const absl::CivilDay that_day = absl::CivilDay(local) + 7 * pair.habit.weeks * i;
    meeting->time = absl::FromCivil(local + 7 * 24 * 60 * pair.habit.weeks * i, pair.coach.zone);
    // Public holidays are in everybody's calendar.
    if (i > 0 &&
        (!world_.office.IsFree(both, meeting->time, meeting->minutes) || HaveHoliday(both, that_day)))
      break;
    world_.office.Take(both, meeting->time, meeting->minutes);
    meeting->fate = FateOf(pair);
    if (that_day > pair.last) meeting->fate = throws.Chance(0.7) ? Fate::kCancelled : Fate::kNoShow;
    if (!world_.office.Works(pair.coach, that_day) || !world_.office.Works(pair.agent, that_day)) {
      meeting->fate = Fate::kOnHoliday;
    }
    meetings.push_back(meeting);
  }
  if (meetings.size() < 2) {
    meetings.front()->fate = Fate::kHeld;
    meetings_.Plan(meetings.front());
  } else {
    meetings_.PlanSeries(meetings, pair.habit.weeks,
                         throws.Chance(0.1) ? "Weekly one-to-one" : pair.themes.back()->focus);
  }
  const absl::Time last = meetings.back()->time;
  absl::CivilDay next = absl::ToCivilDay(last, pair.coach.zone) + 7 * pair.habit.weeks;
  while (HaveHoliday(both, next)) next += 7 * pair.habit.weeks;
  world_.agenda.At(last - absl::Hours(20), [this, &pair, next] { ContinueInSeries(pair, next); });
}

// After a time without any: a new beginning, which has not come yet.
void OneToOnes::OnceAgain(Pair& pair) {
  const absl::CivilDay decided = absl::PrevWeekday(world_.today, absl::Weekday::friday);
  pair.last = std::min(pair.last, decided);
  const absl::CivilDay day = world_.today + pair.habit.again;
  world_.agenda.At(world_.office.During(pair.coach, decided - 1, pair.dice), [this, &pair, day] {
    pair.last = day + kAhead;
    pair.anew = true;
    PlanSeries(pair, day);
  });
}

}  // namespace laurel::feedback::sample
