// A resource in its next version. Pure.
#pragma once

#include <cstdint>

#include "absl/time/time.h"
#include "common/api/etag.h"
#include "common/time/convert.h"

namespace laurel::api {

// In this state; state_time moves when the state does.
template <typename Resource, typename State>
Resource NextVersion(const Resource& before, std::int64_t version, State state, absl::Time now) {
  Resource after = before;
  after.set_etag(EtagOf(version + 1));
  *after.mutable_update_time() = ToTimestamp(now);
  if (state != before.state()) {
    after.set_state(state);
    *after.mutable_state_time() = ToTimestamp(now);
  }
  return after;
}

}  // namespace laurel::api
