#include "services/directory/import/plan/state.h"

#include "common/api/text.h"

namespace laurel::directory::import {

std::string TeamKey(std::string_view display_name) { return api::LowerAscii(display_name); }

}  // namespace laurel::directory::import
