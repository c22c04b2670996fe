// What a call that was only tried (validate_only) answers: the resource as it would be. Pure.
#pragma once

#include "google/protobuf/message.h"

namespace laurel::api {

// Takes away what it would have only once it exists: its `name`, its `etag`, and every field of it, however
// deep, that holds this name or one below it; of a repeated one the items that do.
void MakePreview(google::protobuf::Message& answer);

}  // namespace laurel::api
