// The composition root of laurel-directory: what the service is made of, and in which order it comes and
// goes.
#pragma once

#include "common/service/main.h"
#include "services/directory/config.h"

namespace laurel::directory {

// For laurel::RunService. Pure.
Service MakeService(const Config& config);

}  // namespace laurel::directory
