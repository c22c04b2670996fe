#include "common/sql/field_codec.h"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "common/time/convert.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/json_util.h"
#include "google/type/date.pb.h"

namespace laurel::sql {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

template <typename Wanted>
bool Is(const FieldDescriptor& field) {
  return field.message_type() == Wanted::descriptor();
}

// Only messages have a JSON form, so a field's is cut out of that of a message in which it stands alone.
std::string JsonPrefix(const FieldDescriptor& field) { return fmt::format("{{\"{}\":", field.json_name()); }

std::string ToJson(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  const std::unique_ptr<Message> alone(message.New());
  const std::unique_ptr<Message> copy(message.New());
  copy->CopyFrom(message);
  reflection.SwapFields(alone.get(), copy.get(), {&field});
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(*alone, &json);
  if (!status.ok()) throw std::invalid_argument(field.full_name() + " has no JSON form");
  if (json == "{}") return field.is_repeated() ? "[]" : "{}";
  const std::size_t prefix = JsonPrefix(field).size();
  return json.substr(prefix, json.size() - prefix - 1);
}

void FromJson(std::string_view text, const FieldDescriptor& field, Message& message) {
  const std::unique_ptr<Message> alone(message.New());
  const std::string json = JsonPrefix(field) + std::string(text) + "}";
  const auto status = google::protobuf::util::JsonStringToMessage(json, alone.get());
  if (!status.ok())
    throw std::logic_error(field.full_name() + " is stored as JSON that it cannot be read from");
  message.GetReflection()->SwapFields(&message, alone.get(), {&field});
}

Value EncodeMessage(const Message& message, const FieldDescriptor& field) {
  if (field.is_repeated()) return ToJson(message, field);
  if (!message.GetReflection()->HasField(message, &field)) return nullptr;
  const Message& value = message.GetReflection()->GetMessage(message, &field);
  if (Is<google::protobuf::Timestamp>(field)) {
    return FromTimestamp(dynamic_cast<const google::protobuf::Timestamp&>(value));
  }
  if (Is<google::protobuf::Duration>(field)) {
    return absl::ToInt64Microseconds(FromDuration(dynamic_cast<const google::protobuf::Duration&>(value)));
  }
  if (Is<google::type::Date>(field)) {
    const std::optional<absl::CivilDay> day = FromDate(dynamic_cast<const google::type::Date&>(value));
    if (!day.has_value()) throw std::invalid_argument(field.full_name() + " is no day of the calendar");
    return *day;
  }
  return ToJson(message, field);
}

std::int64_t IntegerOf(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.GetInt32(message, &field);
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection.GetInt64(message, &field);
    case FieldDescriptor::CPPTYPE_UINT32:
      return reflection.GetUInt32(message, &field);
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(message, &field) ? 1 : 0;
    default:
      return reflection.GetEnumValue(message, &field);
  }
}

void SetInteger(std::int64_t value, const FieldDescriptor& field, Message& message) {
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.SetInt32(&message, &field, static_cast<std::int32_t>(value));
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection.SetInt64(&message, &field, value);
    case FieldDescriptor::CPPTYPE_UINT32:
      return reflection.SetUInt32(&message, &field, static_cast<std::uint32_t>(value));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.SetBool(&message, &field, value != 0);
    default:
      return reflection.SetEnumValue(&message, &field, static_cast<int>(value));
  }
}

void SetMessage(const Row& row, std::size_t column, const FieldDescriptor& field, Message& message) {
  Message& value = *message.GetReflection()->MutableMessage(&message, &field);
  if (Is<google::protobuf::Timestamp>(field)) return value.CopyFrom(ToTimestamp(row.Time(column)));
  if (Is<google::protobuf::Duration>(field)) {
    return value.CopyFrom(ToDuration(absl::Microseconds(row.Int(column))));
  }
  if (Is<google::type::Date>(field)) return value.CopyFrom(ToDate(row.Day(column)));
  FromJson(row.Text(column), field, message);
}

}  // namespace

bool IsStorable(const FieldDescriptor& field) {
  if (field.is_repeated()) return true;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_UINT64:
      return false;  // no exact form among sql::Value
    default:
      return true;
  }
}

bool IsJson(const FieldDescriptor& field) {
  if (field.is_repeated()) return true;
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !Is<google::protobuf::Timestamp>(field) &&
         !Is<google::protobuf::Duration>(field) && !Is<google::type::Date>(field);
}

Value EncodeField(const Message& message, const FieldDescriptor& field, bool null_if_empty) {
  const Reflection& reflection = *message.GetReflection();
  const bool set = field.is_repeated()
                       ? reflection.FieldSize(message, &field) > 0
                       : reflection.HasField(message, &field);  // without presence: not the default
  if (!set && (null_if_empty || field.has_presence())) return nullptr;
  if (field.is_repeated()) return ToJson(message, field);
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) return EncodeMessage(message, field);
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) return reflection.GetString(message, &field);
  return IntegerOf(message, field);
}

void DecodeField(const Row& row, std::size_t column, const FieldDescriptor& field, Message& message) {
  if (row.IsNull(column)) return;
  if (field.is_repeated()) return FromJson(row.Text(column), field, message);
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) return SetMessage(row, column, field, message);
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    return message.GetReflection()->SetString(&message, &field, std::string(row.Text(column)));
  }
  SetInteger(row.Int(column), field, message);
}

}  // namespace laurel::sql
