#include "common/sql/observer.h"

namespace laurel::sql {

Observer& Observer::None() {
  static Observer none;
  return none;
}

}  // namespace laurel::sql
