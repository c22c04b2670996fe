// One field of a message as one SQL value, and back; record.h says which form each type takes. Pure
// functions; they throw std::logic_error or std::invalid_argument for what no column can hold.
#pragma once

#include "common/sql/value.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace laurel::sql {

// Whether a column can hold fields of this type.
bool IsStorable(const google::protobuf::FieldDescriptor& field);
bool IsJson(const google::protobuf::FieldDescriptor& field);
Value EncodeField(const google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field,
                  bool null_if_empty);
// NULL leaves the field as it is.
void DecodeField(const Row& row, std::size_t column, const google::protobuf::FieldDescriptor& field,
                 google::protobuf::Message& message);

}  // namespace laurel::sql
