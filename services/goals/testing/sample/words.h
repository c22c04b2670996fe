// What people want to reach, how it goes, and what they say about it: goals.yaml of docs/sample/history.
// Immutable; thread-safe.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/testing/sample/cast.h"
#include "common/testing/sample/dice.h"
#include "common/testing/sample/drawer.h"
#include "laurel/goals/v1/goal.pb.h"

namespace laurel::goals::sample {

using laurel::sample::Cast;
using laurel::sample::Dice;
using laurel::sample::Member;
using laurel::sample::Texts;

// Something measured, and where its course leads: see the head of the file.
struct Result {
  std::string title, metric, unit, from, to, stretch, weight, course;
  v1::KeyResultKind kind = v1::KEY_RESULT_KIND_METRIC;
  double now = 0;
  double noise = -1;    // below 0: a share of the way
  bool counts = false;  // never goes back
  int done = 0;         // BINARY: the week in which it is; 0: not yet
};
// Weeks are counted from the beginning of the quarter; things happen in their course.
struct Move {
  int week = 0;
  std::string to, why;
};
struct Remark {
  int week = 0;
  std::string by, text;
};
// A check-in that was wrong, and what is said when it is put right. Week 0: none.
struct Slip {
  int week = 0;
  std::string value, says;
};
struct Plan {
  std::string id, parent, owner, title, description, weight, proposed_by;
  Texts also;  // who owns it, too
  v1::GoalLevel level = v1::GOAL_LEVEL_PERSON;
  v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_UNSPECIFIED;
  bool draft = false;
  int week = 0;    // it begins
  int weeks = 13;  // until it is to be reached
  int every = 1;   // weeks between check-ins; 0: never
  int stops = 99;  // the week after which nobody checks in any more
  std::vector<Result> results;
  std::map<int, std::string> says;
  std::vector<Move> moves;
  std::vector<Remark> comments;
  Slip slip;
};

class Words {
 public:
  // INVALID_ARGUMENT with file and line: not what is expected there.
  static absl::StatusOr<Words> Read(const std::string& folder);

  // What is a part of something stands behind it.
  const std::vector<Plan>& plans() const { return plans_; }
  // What may be said with a check-in of this health, each once.
  const Texts& Sayings(v1::GoalHealth health) const { return sayings_.at(health); }

 private:
  std::vector<Plan> plans_;
  std::map<v1::GoalHealth, Texts> sayings_;
};

}  // namespace laurel::goals::sample
