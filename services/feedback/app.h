// The composition root of laurel-feedback: what the service is made of, and in which order it comes and goes.
#pragma once

#include "common/service/main.h"
#include "services/feedback/config.h"

namespace laurel::feedback {

// For laurel::RunService. Pure.
Service MakeService(const Config& config);

}  // namespace laurel::feedback
