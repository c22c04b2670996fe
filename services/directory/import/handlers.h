// ImportPeople: rows in, results out (product.md "Import").
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "common/rpc/stream.h"
#include "services/directory/env.h"

namespace laurel::directory::import {

using ImportStream = rpc::BidiStream<v1::ImportPeopleRequest, v1::ImportPeopleResponse>;

absl::Status ImportPeople(Env& env, rpc::Call& call, ImportStream& stream);

}  // namespace laurel::directory::import
