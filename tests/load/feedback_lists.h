// What the lists of feedback cost at two sizes, side by side. Used by the main thread.
#pragma once

#include "tests/load/feedback_world.h"

namespace laurel::load {

// Fills the worlds with kFew pieces (pages.h) and with `pieces`, and prints a table: for every filter, and
// everybody who may ask, the first page and one deep in the list. Both sizes in turn: what else the machine
// does meanwhile slows both. std::runtime_error when a call is refused.
void MeasureLists(FeedbackWorld& few, FeedbackWorld& many, int pieces, int calls);

}  // namespace laurel::load
