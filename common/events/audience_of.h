// The audience of an event about a resource whose readers are said by a rule: whoever reads it hears of it.
// Pure.
#pragma once

#include "common/events/audience.h"
#include "laurel/common/v1/view.pb.h"

namespace laurel::events {

// A relation that somebody may have to a resource: how the rule knows it, and whom it adds to an audience.
template <typename Reader, typename Resource>
struct Relation {
  bool Reader::*held;
  void (*add)(const Resource&, Audience&);
};

// Whoever stands in one of these relations, as far as that alone lets them read the resource as it is now, at
// least in this view. `view_for`: the rule, nullopt where they read nothing.
template <typename Reader, typename Resource, typename Relations, typename ViewFor>
Audience AudienceOf(const Relations& relations, const Resource& resource, common::v1::View least,
                    const ViewFor& view_for) {
  Audience audience;
  for (const Relation<Reader, Resource>& relation : relations) {
    Reader alone;
    alone.*relation.held = true;
    if (view_for(alone, resource) >= least) relation.add(resource, audience);
  }
  return audience;
}

}  // namespace laurel::events
