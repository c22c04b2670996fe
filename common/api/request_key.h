// What makes two calls the same call (AIP-155).
#pragma once

#include <string>

namespace laurel::api {

struct RequestKey {
  std::string principal;   // auth::Principal::id
  std::string method;      // "laurel.feedback.v1.CoachingService/AddNote"
  std::string request_id;  // lower-case UUID; empty: no replay protection
  std::string body_hash;   // SHA-256 over the request after field rules, without request_id: 32 bytes
};

}  // namespace laurel::api
