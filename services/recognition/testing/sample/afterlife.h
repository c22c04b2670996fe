// What becomes of thanks: they are approved or not, taken back or hidden, and others react, comment and add
// to them. Used by one thread.
#pragma once

#include <string>
#include <vector>

#include "services/recognition/testing/sample/world.h"

namespace laurel::recognition::sample {

// Thanks that were said.
struct Said {
  const Gift& gift;
  const Member& sender;
  std::vector<const Member*> recipients;
};

class Afterlife {
 public:
  explicit Afterlife(const World& world) : world_(world) {}

  // Now, of what was given just now.
  void Begin(const Said& said, const v1::Recognition& recognition, Dice dice);

 private:
  void AwaitDecision(const Said& said, const std::string& name, Dice dice);
  void Approve(const Said& said, const std::string& name, const Member& approver, Dice dice);
  void Published(const Said& said, const std::string& name, Dice dice);
  void Revoke(const Said& said, const std::string& name);
  void Hide(const std::string& name);
  // Who reads it beside the sender.
  std::vector<const Member*> Readers(const Said& said) const;
  // Minutes or days later, when this one is at work.
  absl::Time Later(const Member& who, Dice& dice) const;

  void AwaitReaction(const std::string& name, const Member& who, Dice& dice);
  void React(const std::string& name, const Member& who, Dice dice);
  void AwaitComment(const std::string& name, const Member& who, const std::string& list, const Member& sender,
                    Dice& dice);
  void Comment(const std::string& name, const Member& who, const std::string& text, Dice dice);
  void AwaitAddOn(const Said& said, const std::string& name, Dice& dice);

  const World& world_;
  std::size_t add_ons_ = 0;  // so many were said
};

}  // namespace laurel::recognition::sample
