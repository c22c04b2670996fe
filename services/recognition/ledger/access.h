// Whose points a caller may see. Pure; thread-safe.
#pragma once

#include "common/auth/principal.h"

namespace laurel::recognition::ledger {

// RECOGNITION_ADMIN and AUDITOR.
bool SeesEverybody(const auth::Principal& caller);

}  // namespace laurel::recognition::ledger
