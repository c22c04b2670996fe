#include "services/feedback/evidence/times.h"

#include "common/time/convert.h"

namespace laurel::feedback {

void CutToMicroseconds(google::protobuf::Timestamp& time) { time = ToTimestamp(FromTimestamp(time)); }

void CutToMicroseconds(google::protobuf::RepeatedPtrField<v1::Evidence>& evidence) {
  for (v1::Evidence& one : evidence) {
    if (one.has_occurred_time()) CutToMicroseconds(*one.mutable_occurred_time());
  }
}

}  // namespace laurel::feedback
