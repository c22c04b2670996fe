// A session as a caller sends it, in the form in which it is stored. Pure; thread-safe.
#pragma once

#include "laurel/feedback/v1/coaching_session.pb.h"

namespace laurel::feedback::coaching_session {

// The duration to the microsecond; kind and duration are what they are when they are not given.
void Normalize(v1::CoachingSession& session);

}  // namespace laurel::feedback::coaching_session
