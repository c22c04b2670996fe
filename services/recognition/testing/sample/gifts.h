// Who thanks whom, for what and when: each text of the sample once, by somebody who may have said it. Used by
// one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/recognition/testing/sample/afterlife.h"

namespace laurel::recognition::sample {

class Gifts {
 public:
  Gifts(const World& world, Afterlife& afterlife) : world_(world), afterlife_(afterlife) {}

  // Puts each on the agenda, and it what becomes of it.
  void Begin();

 private:
  struct Occasion {
    const Member* sender = nullptr;
    std::vector<const Member*> recipients;
    absl::CivilDay day;
  };

  void Plan(const Gift& gift, Dice dice);
  // Somebody who works on that day, and has the points; nothing: nobody fits.
  std::optional<Occasion> OccasionFor(const Gift& gift, absl::CivilDay day, Dice& dice) const;
  absl::CivilDay SomeDay(Dice& dice) const;
  std::vector<const Member*> Recipients(const Gift& gift, Dice& dice) const;
  std::vector<const Member*> Senders(const Gift& gift, const std::vector<const Member*>& recipients) const;
  std::vector<const Member*> Everybody(const Texts& teams) const;
  const Member* Weighted(const std::vector<const Member*>& people,
                         int (Words::*weight)(const std::string&) const, Dice& dice) const;
  void Give(const Gift& gift, const Occasion& occasion, Dice dice);

  const World& world_;
  Afterlife& afterlife_;
};

}  // namespace laurel::recognition::sample
