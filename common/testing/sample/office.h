// When people are at work, and when they have time: office hours of their zones, late shifts and Saturdays of
// the teams that have them, public holidays, and a week off for most of them. Used by one thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/testing/sample/cast.h"
#include "common/testing/sample/dice.h"
#include "common/testing/sample/holidays.h"

namespace laurel::sample {

class Office {
 public:
  // `today`: the stories end there, weeks off lie up to three months around it.
  Office(const Cast& cast, const Holidays& holidays, absl::CivilDay today);

  bool IsHoliday(const Member& member, absl::CivilDay day) const;
  bool IsOff(const Member& member, absl::CivilDay day) const;  // on holiday of their own
  bool Works(const Member& member, absl::CivilDay day) const;
  // The first day from this one on on which all of them work.
  absl::CivilDay NextDay(const std::vector<const Member*>& people, absl::CivilDay day) const;
  // This moment when they are at work then, else soon after they come back.
  absl::Time Next(const Member& member, absl::Time time, Dice& dice) const;
  // Some moment of a working day.
  absl::Time During(const Member& member, absl::CivilDay day, Dice& dice) const;
  // Some moment of the working day so many days later.
  absl::Time DaysLater(const Member& member, absl::Time time, int days, Dice& dice) const;
  bool AreThere(const std::vector<const Member*>& people, absl::Time time, int minutes) const;

  // The first hour of the day from `minute` on at which all are free, in the first one's zone; that day or
  // one of the next. Taken from then on, with the breath that everybody takes afterwards.
  absl::Time TakeFree(const std::vector<const Member*>& people, absl::CivilDay day, int minute, int minutes);
  bool IsFree(const std::vector<const Member*>& people, absl::Time time, int minutes) const;
  void Take(const std::vector<const Member*>& people, absl::Time time, int minutes);

 private:
  const Holidays& holidays_;
  std::map<const Member*, absl::CivilDay> weeks_off_;        // their Mondays
  std::set<std::pair<const Member*, absl::Time>> occupied_;  // by quarters of an hour
};

}  // namespace laurel::sample
