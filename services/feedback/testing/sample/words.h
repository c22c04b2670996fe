// What people write: the files of docs/sample/history, and how a text becomes one occasion's. Immutable;
// thread-safe.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/testing/sample/cast.h"
#include "common/testing/sample/dice.h"
#include "common/testing/sample/drawer.h"

namespace laurel::feedback::sample {

using laurel::sample::Cast;
using laurel::sample::Dice;
using laurel::sample::Drawer;
using laurel::sample::Member;
using laurel::sample::Texts;

// What sessions and feedback are about: see the head of themes_everyone.yaml.
struct Theme {
  std::string focus;
  Texts teams;            // empty: every team
  bool managers = false;  // for those who coach, and for nobody else
  Texts behaviours;
  Texts begin, go_on, end;  // notes: it comes up, it is worked on, it is done
  Texts agree;              // action items
  Texts ask, raise;         // talking points of the one coached, of the coach
  Texts strengths, growth, next;
  std::map<std::string, std::string> quotes;  // of the customer interaction, by the text that it proves

  bool SuitsAgent(const Member& member) const;
};

// A session of another kind than one to one.
struct Gathering {
  std::string focus, note;
  Texts agree;
};

// How somebody coaches somebody: see habits.yaml.
struct Habit {
  int weeks = 3;
  int minutes = 30;
  double plans = 0.7;
  double misses = 0.2;
  bool series = false;
  bool never = false;
  int last = 0;    // days ago; 0: they went on until today
  int huddle = 0;  // of a team: days since the last one; 0: they go on
  int again = 0;   // days from now: planned once more; 0: not
};

class Words {
 public:
  // INVALID_ARGUMENT with file and line: not what is expected there.
  static absl::StatusOr<Words> Read(const std::string& folder);

  const std::vector<Theme>& themes() const { return themes_; }
  // Of phrases.yaml; std::out_of_range: it has no such list.
  const Texts& List(const std::string& name) const { return lists_.at(name); }
  const std::vector<Gathering>& Gatherings(const std::string& name) const { return gatherings_.at(name); }
  Habit HabitOf(std::string_view coach, std::string_view agent) const;
  // How often somebody is spoken about, of people with equal chances: 1 and more.
  int WeightOf(const std::string& member) const;

 private:
  std::vector<Theme> themes_;
  std::map<std::string, Texts> lists_;
  std::map<std::string, std::vector<Gathering>> gatherings_;
  std::map<std::string, Habit, std::less<>> habits_;  // "", "coach", "coach agent"
  std::map<std::string, int> weights_;
};

// What the slots of a text stand for on one occasion, and when the ticket or the call was that it names.
struct Slots {
  std::string name, coach, colleague, customer, ticket, call, qa, aht, hold, n, day;
  absl::Time occurred;
};
// std::exception: a slot that does not exist.
std::string Fill(std::string_view text, const Slots& slots);

}  // namespace laurel::feedback::sample
