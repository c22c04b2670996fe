// How a key result goes from week to week: towards where it is to stand, by a course of its own, slightly
// noisy. Pure but for the dice; used by one thread.
#pragma once

#include <string>

#include "services/goals/testing/sample/words.h"

namespace laurel::goals::sample {

class Course {
 public:
  // `weeks`: after so many it is where `result` says.
  Course(const Result& result, int weeks);

  // As it is written in a check-in of that week, from 1 on. Weeks come in their order.
  std::string After(int week, Dice& dice);
  // How far it is by now, from 0 to 1.
  double progress() const;
  // Whether anything is measured in that week.
  bool IsMeasured(int week) const;

 private:
  double Bounded(double value) const;

  const Result& result_;
  const int weeks_;
  const double from_, to_;
  double value_;
  int digits_;
};

// Beside the share of its time that is over.
v1::GoalHealth HealthOf(double progress, double time);

}  // namespace laurel::goals::sample
