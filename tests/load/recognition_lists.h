// What reading recognitions costs at two sizes, side by side. Used by the main thread.
#pragma once

#include "tests/load/recognition_world.h"

namespace laurel::load {

// Fills the worlds with kFew recognitions (pages.h) and with `recognitions`, and prints tables: the lists,
// for everybody who may ask; the proof of the ledger; a summary. std::runtime_error when a call is refused,
// or when the ledger does not prove.
void MeasureReads(RecognitionWorld& few, RecognitionWorld& many, int recognitions, int calls);

}  // namespace laurel::load
