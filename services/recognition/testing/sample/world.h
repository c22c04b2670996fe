// What all stories share. References: everything outlives the stories. Used by one thread.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "common/api/resource_pattern.h"
#include "common/org/access.h"
#include "common/testing/sample/agenda.h"
#include "common/testing/sample/office.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/recognition/testing/sample/stage.h"
#include "services/recognition/testing/sample/words.h"

namespace laurel::recognition::sample {

using laurel::sample::Agenda;
using laurel::sample::Office;

// The points that each may still give in each month, as they would look it up.
class Purses {
 public:
  bool Hold(const Member& member, absl::Time time, int points) const {
    const auto spent = spent_.find({&member, absl::ToCivilMonth(time, absl::UTCTimeZone())});
    return points + (spent == spent_.end() ? 0 : spent->second) <= kAllowance;
  }
  void Take(const Member& member, absl::Time time, int points) {
    spent_[{&member, absl::ToCivilMonth(time, absl::UTCTimeZone())}] += points;
  }

 private:
  static constexpr int kAllowance = 100;  // of a programme that nobody has changed
  std::map<std::pair<const Member*, absl::CivilMonth>, int> spent_;
};

struct World {
  Stage& stage;
  Agenda& agenda;
  const Cast& cast;
  const Words& words;
  const Office& office;
  Drawer& drawer;
  Purses& purses;
  std::map<std::string, std::string>& values;  // names by hashtag, once they are there
  const org::Organization& organization;
  absl::CivilDay first, today;  // the stories' first and last day

  // Dice for one story; another day's history is another one.
  Dice DiceFor(std::string_view story) const {
    return Dice(fmt::format("{} {}", story, FormatIsoDate(today)));
  }
  // The name of their team.
  std::string TeamOf(const Member& member) const {
    const std::string person = std::string(api::IdOf(member.name));
    return org::kTeamPattern.Format({org::AudienceTeamsNow(organization, person, agenda.Now()).at(0)});
  }
  // Who runs the programme.
  const Member& Admin() const { return cast.Of("sofia.brandao"); }
};

}  // namespace laurel::recognition::sample
