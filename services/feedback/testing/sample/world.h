// What all stories share. References: everything outlives the stories. Used by one thread.
#pragma once

#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "common/testing/sample/agenda.h"
#include "common/testing/sample/office.h"
#include "services/feedback/testing/sample/stage.h"
#include "services/feedback/testing/sample/words.h"

namespace laurel::feedback::sample {

using laurel::sample::Agenda;
using laurel::sample::Office;

struct World {
  Stage& stage;
  Agenda& agenda;
  const Cast& cast;
  const Words& words;
  Office& office;
  Drawer& drawer;
  absl::CivilDay first, today;  // the stories' first and last day

  // Dice for one story; another day's history is another one.
  Dice DiceFor(std::string_view story) const;
  // What somebody would name when they write to, or about, somebody now.
  Slots SlotsFor(const Member& about, const Member& by, Dice& dice) const;
  // The next of phrases.yaml's list, for this occasion.
  std::string Phrase(const std::string& list, const Slots& slots, Dice& dice) const;
  // The ticket or the call that the text names; one of them when it names none.
  common::v1::Evidence EvidenceFor(const std::string& text, const Slots& slots, Dice& dice) const;
};

// The share of what waits for them that somebody answers: a trait of theirs.
double Diligence(const Member& member);

}  // namespace laurel::feedback::sample
