#include "common/testing/sample/office.h"

#include <algorithm>

#include "fmt/format.h"

namespace laurel::sample {
namespace {

constexpr int kLate = 2 * 60;  // minutes by which a late shift begins and ends later
constexpr int kOpens = 9 * 60;
constexpr int kCloses = 18 * 60;
constexpr int kLastSession = 19 * 60;
constexpr int kBreather = 10;  // minutes between two sessions: most begin a little late
constexpr absl::Duration kStep = absl::Minutes(15);

absl::Time At(const Member& member, absl::CivilDay day, int minute) {
  return absl::FromCivil(absl::CivilMinute(day) + minute, member.zone);
}

// Those teams are there for customers in the evening and on Saturdays.
bool HasShifts(const Member& member) {
  return member.team == "Technical Support" || member.team == "Chat and Social";
}

// When a day of theirs begins: for a week at a time some are on lates.
int Opens(const Member& member, absl::CivilDay day) {
  if (!HasShifts(member)) return kOpens;
  const absl::CivilDay monday = absl::PrevWeekday(day + 1, absl::Weekday::monday);
  return kOpens +
         (Dice(fmt::format("lates {} {}", member.key, monday - absl::CivilDay())).Chance(0.28) ? kLate : 0);
}

int Closes(const Member& member, absl::CivilDay day) { return Opens(member, day) + kCloses - kOpens; }

bool WorksOnSaturday(const Member& member, absl::CivilDay day) {
  return HasShifts(member) &&
         Dice(fmt::format("saturday {} {}", member.key, day - absl::CivilDay())).Chance(0.22);
}

}  // namespace

Office::Office(const Cast& cast, const Holidays& holidays, absl::CivilDay today) : holidays_(holidays) {
  for (const Member& member : cast.all()) {
    Dice dice(fmt::format("week off {} {}", member.key, (today - absl::CivilDay()) / 7));
    if (dice.Chance(0.3)) continue;
    weeks_off_[&member] = absl::PrevWeekday(today - 7 * dice.Between(-2, 13), absl::Weekday::monday);
  }
}

bool Office::IsHoliday(const Member& member, absl::CivilDay day) const {
  return holidays_.Has(member.zone_name, day);
}

bool Office::IsOff(const Member& member, absl::CivilDay day) const {
  const auto off = weeks_off_.find(&member);
  return off != weeks_off_.end() && day >= off->second && day < off->second + 7;
}

bool Office::Works(const Member& member, absl::CivilDay day) const {
  const absl::Weekday weekday = absl::GetWeekday(day);
  if (weekday == absl::Weekday::saturday && !WorksOnSaturday(member, day)) return false;
  return weekday != absl::Weekday::sunday && !IsHoliday(member, day) && !IsOff(member, day);
}

absl::CivilDay Office::NextDay(const std::vector<const Member*>& people, absl::CivilDay day) const {
  const auto works = [&](const Member* one) { return Works(*one, day); };
  // Weeks off of several people in a row, and holidays, end some time.
  for (const absl::CivilDay limit = day + 60; day < limit; ++day) {
    if (std::all_of(people.begin(), people.end(), works)) break;
  }
  return day;
}

absl::Time Office::Next(const Member& member, absl::Time time, Dice& dice) const {
  const absl::CivilDay day = absl::ToCivilDay(time, member.zone);
  const absl::Time opens = At(member, day, Opens(member, day));
  if (Works(member, day) && time >= opens && time < At(member, day, Closes(member, day))) return time;
  const absl::CivilDay next = NextDay({&member}, time < opens ? day : day + 1);
  return At(member, next, Opens(member, next)) + absl::Seconds(dice.Between(60, 75 * 60));
}

absl::Time Office::During(const Member& member, absl::CivilDay day, Dice& dice) const {
  day = NextDay({&member}, day);
  return At(member, day, Opens(member, day)) + absl::Seconds(dice.Between(300, 60 * (kCloses - kOpens)));
}

absl::Time Office::DaysLater(const Member& member, absl::Time time, int days, Dice& dice) const {
  return During(member, absl::ToCivilDay(time, member.zone) + days, dice);
}

bool Office::AreThere(const std::vector<const Member*>& people, absl::Time time, int minutes) const {
  return std::all_of(people.begin(), people.end(), [&](const Member* one) {
    const absl::CivilDay day = absl::ToCivilDay(time, one->zone);
    return Works(*one, day) && time >= At(*one, day, Opens(*one, day)) &&
           time + absl::Minutes(minutes) <= At(*one, day, Closes(*one, day));
  });
}

bool Office::IsFree(const std::vector<const Member*>& people, absl::Time time, int minutes) const {
  for (absl::Time at = time; at < time + absl::Minutes(minutes + kBreather); at += kStep) {
    for (const Member* one : people) {
      if (occupied_.contains({one, at})) return false;
    }
  }
  return true;
}

void Office::Take(const std::vector<const Member*>& people, absl::Time time, int minutes) {
  for (absl::Time at = time; at < time + absl::Minutes(minutes + kBreather); at += kStep) {
    for (const Member* one : people) occupied_.insert({one, at});
  }
}

absl::Time Office::TakeFree(const std::vector<const Member*>& people, absl::CivilDay day, int minute,
                            int minutes) {
  while (true) {
    day = NextDay(people, day);
    for (int from = minute; from <= kLastSession; from += 30) {
      const absl::Time time = At(*people.front(), day, from);
      if (!AreThere(people, time, minutes) || !IsFree(people, time, minutes)) continue;
      Take(people, time, minutes);
      return time;
    }
    ++day;
    minute = kOpens + 30;
  }
}

}  // namespace laurel::sample
