// Enums as words: COACHING_SESSION_STATE_NO_SHOW is "no show" for people, and "no-show", "no_show" or the
// whole name from them. The words come from the contract: a value added there is known here. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"

namespace laurel::cli {

// Empty for the value 0.
std::string WordOf(const google::protobuf::EnumDescriptor& type, int number);
std::optional<int> NumberOf(const google::protobuf::EnumDescriptor& type, std::string_view word);
// All but the value 0, as they are typed: "no-show".
std::vector<std::string> WordsOf(const google::protobuf::EnumDescriptor& type);

template <typename Enum>
std::string EnumWord(Enum value) {
  return WordOf(*google::protobuf::GetEnumDescriptor<Enum>(), static_cast<int>(value));
}

template <typename Enum>
std::optional<Enum> EnumFrom(std::string_view word) {
  const std::optional<int> number = NumberOf(*google::protobuf::GetEnumDescriptor<Enum>(), word);
  if (!number) return std::nullopt;
  return static_cast<Enum>(*number);
}

}  // namespace laurel::cli
