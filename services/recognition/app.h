// The composition root of laurel-recognition: what the service is made of, and in which order it comes and
// goes.
#pragma once

#include "common/service/main.h"
#include "services/recognition/config.h"

namespace laurel::recognition {

// For laurel::RunService. Pure.
Service MakeService(const Config& config);

}  // namespace laurel::recognition
