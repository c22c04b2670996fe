#include "services/recognition/ledger/access.h"

namespace laurel::recognition::ledger {

bool SeesEverybody(const auth::Principal& caller) {
  return caller.IsRecognitionAdmin() || caller.IsAuditor();
}

}  // namespace laurel::recognition::ledger
