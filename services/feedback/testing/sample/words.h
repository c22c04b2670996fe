// What people write: the files of docs/sample/history, and how a text becomes one occasion's. Immutable but
// for Drawer.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/feedback/testing/sample/cast.h"
#include "services/feedback/testing/sample/dice.h"

namespace laurel::feedback::sample {

using Texts = std::vector<std::string>;

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
  // Days on which nobody works in the zone: "12-25".
  const Texts& Holidays(std::string_view zone) const;

 private:
  std::vector<Theme> themes_;
  std::map<std::string, Texts> lists_;
  std::map<std::string, std::vector<Gathering>> gatherings_;
  std::map<std::string, Habit, std::less<>> habits_;  // "", "coach", "coach agent"
  std::map<std::string, int> weights_;
  std::map<std::string, Texts, std::less<>> holidays_;
};

// What the slots of a text stand for on one occasion, and when the ticket or the call was that it names.
struct Slots {
  std::string name, coach, colleague, customer, ticket, call, qa, aht, hold, n, day;
  absl::Time occurred;
};
// std::exception: a slot that does not exist.
std::string Fill(std::string_view text, const Slots& slots);

// Takes texts from a list in random order, each once before any comes again. Used by one thread.
class Drawer {
 public:
  template <typename T>
  const T& Draw(const std::vector<T>& from, Dice& dice) {
    return from.at(Next(&from, from.size(), dice));
  }

 private:
  std::size_t Next(const void* list, std::size_t size, Dice& dice);

  std::map<const void*, std::vector<std::size_t>> left_;
};

}  // namespace laurel::feedback::sample
