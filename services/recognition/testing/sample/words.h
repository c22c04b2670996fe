// What people thank each other for, and how the programme of the sample is run: recognition.yaml of
// docs/sample/history. Immutable; thread-safe.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/testing/sample/cast.h"
#include "common/testing/sample/dice.h"
#include "common/testing/sample/drawer.h"
#include "laurel/recognition/v1/recognition.pb.h"

namespace laurel::recognition::sample {

using laurel::sample::Cast;
using laurel::sample::Dice;
using laurel::sample::Drawer;
using laurel::sample::Member;
using laurel::sample::Texts;

// Days are days before the last one of the story.
struct Value {
  std::string hashtag, title;
  int until = 0;  // given up then; 0: never
};
// Points that a RECOGNITION_ADMIN gives or takes.
struct Award {
  std::string person;
  int points = 0;
  int ago = 0;
  std::string reason;
};
// What somebody says to somebody, and who they may be: see the head of `gifts` in the file.
struct Gift {
  std::string text, who, value, sender, then;
  Texts teams, from, to;
  int people = 1;
  int points = 0;
  int ago = 0;  // 0: some time
  v1::RecognitionVisibility visibility = v1::RECOGNITION_VISIBILITY_UNSPECIFIED;
};
struct AddOn {
  std::string text;
  int points = 0;
};

class Words {
 public:
  // INVALID_ARGUMENT with file and line: not what is expected there.
  static absl::StatusOr<Words> Read(const std::string& folder);

  int approval_threshold() const { return approval_threshold_; }
  const std::vector<Value>& values() const { return values_; }
  const std::vector<Award>& boosts() const { return boosts_; }
  const std::vector<Award>& adjustments() const { return adjustments_; }
  const std::vector<Gift>& gifts() const { return gifts_; }
  const std::vector<AddOn>& add_ons() const { return add_ons_; }
  // emoji, replies, comments, hide_reason, …; std::out_of_range: there is no such list.
  const Texts& List(const std::string& name) const { return lists_.at(name); }
  // How often somebody gives, or is thanked, of people with equal chances; 0: never.
  int Gives(const std::string& member) const { return WeightIn(gives_, member); }
  int Receives(const std::string& member) const { return WeightIn(receives_, member); }

 private:
  using Weights = std::map<std::string, int>;
  static int WeightIn(const Weights& weights, const std::string& member) {
    const auto found = weights.find(member);
    return found == weights.end() ? 1 : found->second;
  }

  int approval_threshold_ = 0;
  std::vector<Value> values_;
  std::vector<Award> boosts_, adjustments_;
  std::vector<Gift> gifts_;
  std::vector<AddOn> add_ons_;
  std::map<std::string, Texts> lists_;
  Weights gives_, receives_;
};

// std::exception: a slot that does not exist.
std::string Fill(const std::string& text, const std::string& name, const std::string& ticket,
                 const std::string& day);

}  // namespace laurel::recognition::sample
