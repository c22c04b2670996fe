// Times that a caller sends, as they are stored: what is answered is what will be read. Pure; thread-safe.
#pragma once

#include "google/protobuf/repeated_ptr_field.h"
#include "google/protobuf/timestamp.pb.h"
#include "laurel/feedback/v1/evidence.pb.h"

namespace laurel::feedback {

void CutToMicroseconds(google::protobuf::Timestamp& time);
void CutToMicroseconds(google::protobuf::RepeatedPtrField<v1::Evidence>& evidence);

}  // namespace laurel::feedback
