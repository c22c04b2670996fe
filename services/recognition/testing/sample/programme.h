// The programme of the sample: its values and its threshold, what is given and taken beside the allowance,
// and what the service does by itself. Used by one thread.
#pragma once

#include "services/recognition/testing/sample/world.h"

namespace laurel::recognition::sample {

class Programme {
 public:
  explicit Programme(const World& world) : world_(world) {}

  // Puts all of it on the agenda.
  void Begin();

 private:
  void Introduce();  // threshold and values
  void GiveUp(const Value& value);
  void Boost(const Award& award);
  void Adjust(const Award& award);
  absl::Time Morning(int days_ago, const Member& member) const;

  const World& world_;
};

}  // namespace laurel::recognition::sample
