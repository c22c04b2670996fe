// Digests that bind: page tokens to their request, request ids to their body. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "google/protobuf/message.h"

namespace laurel::api {

// 32 bytes.
std::string Sha256(std::string_view data);

// The same bytes for equal messages in every process of the same build: what digests of messages are made of.
std::string SerializeDeterministically(const google::protobuf::Message& message);

}  // namespace laurel::api
