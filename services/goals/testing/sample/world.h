// What all stories share. References: everything outlives the stories. Used by one thread.
#pragma once

#include <string>
#include <string_view>

#include "common/api/resource_pattern.h"
#include "common/org/access.h"
#include "common/testing/sample/agenda.h"
#include "common/testing/sample/office.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/goals/testing/sample/stage.h"
#include "services/goals/testing/sample/words.h"

namespace laurel::goals::sample {

using laurel::sample::Agenda;
using laurel::sample::Office;

// Of the thirteen of the quarter: what is left of it is still to be reached.
inline constexpr int kWeeksPlayed = 10;

struct World {
  Stage& stage;
  Agenda& agenda;
  const Cast& cast;
  const Words& words;
  const Office& office;
  const org::Organization& organization;
  absl::CivilDay first, today;  // the quarter's first day, a Monday, and the stories' last

  // Dice for one story; another day's history is another one.
  Dice DiceFor(std::string_view story) const {
    return Dice(fmt::format("{} {}", story, FormatIsoDate(today)));
  }
  // The name of their team.
  std::string TeamOf(const Member& member) const {
    const std::string person = std::string(api::IdOf(member.name));
    return org::kTeamPattern.Format({org::AudienceTeamsNow(organization, person, agenda.Now()).at(0)});
  }
};

}  // namespace laurel::goals::sample
