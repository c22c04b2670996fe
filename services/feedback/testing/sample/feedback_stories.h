// Feedback of every day: managers and quality coaches about their people, colleagues about each other, a few
// words to a manager only, and now and then upwards. Used by one thread.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/feedback/testing/sample/world.h"

namespace laurel::feedback::sample {

class FeedbackStories {
 public:
  explicit FeedbackStories(const World& world);

  // Puts each piece on the agenda, and it what becomes of it.
  void Begin();

 private:
  struct Piece {
    Piece(const Member& from, const Member& about, Dice with) : author(from), subject(about), dice(with) {}

    const Member& author;
    const Member& subject;
    Dice dice;
    int number = 0;
    v1::Feedback feedback;
  };
  using PiecePtr = std::shared_ptr<Piece>;

  void Write(absl::CivilDay day, int number);
  // Whom this one has the next thing to say about.
  const Member& Next(const Member& author, const std::vector<const Member*>& about, Dice& dice);
  PiecePtr FromCoach(Dice& dice);
  PiecePtr FromColleague(Dice& dice);
  PiecePtr ForTheManager(Dice& dice);  // and not for the one it is about
  PiecePtr Upwards(Dice& dice);
  PiecePtr FromAbove(Dice& dice);

  void Say(Piece& piece);  // what it says
  void SayAsColleague(Piece& piece, const Slots& slots);
  void SayAsCoach(Piece& piece, const Slots& slots);
  // The next text of the list that nobody has told the subject yet.
  const std::string& New(const Texts& from, Piece& piece);
  const Theme& ThemeFor(Piece& piece);
  bool Worn(const Texts& texts) const;  // each of them was told twice
  void Give(const PiecePtr& piece);
  void Draft(const PiecePtr& piece);
  void Submitted(const PiecePtr& piece, const v1::Feedback& feedback);

  const World& world_;
  std::vector<const Member*> coaches_;  // the eager ones several times
  std::vector<const Member*> agents_;
  std::set<std::pair<const Member*, const std::string*>> said_;
  std::map<const std::string*, int> told_;  // how often
};

}  // namespace laurel::feedback::sample
