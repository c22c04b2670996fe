// The composition root of laurel-goals: what the service is made of, and in which order it comes and goes.
#pragma once

#include "common/service/main.h"
#include "services/goals/config.h"

namespace laurel::goals {

// For laurel::RunService. Pure.
Service MakeService(const Config& config);

}  // namespace laurel::goals
