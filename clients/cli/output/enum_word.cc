#include "clients/cli/output/enum_word.h"

namespace laurel::cli {
namespace {

// "COACHING_SESSION_STATE_" from COACHING_SESSION_STATE_UNSPECIFIED.
std::string PrefixOf(const google::protobuf::EnumDescriptor& type) {
  const std::string& zero = type.FindValueByNumber(0)->name();
  return zero.substr(0, zero.rfind('_') + 1);
}

std::string Lowered(std::string_view text, char underscore) {
  std::string out;
  for (const char c : text) {
    out +=
        c == '_' || c == '-' || c == ' ' ? underscore : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return out;
}

std::string Spelled(const google::protobuf::EnumValueDescriptor& value, char underscore) {
  return Lowered(std::string_view(value.name()).substr(PrefixOf(*value.type()).size()), underscore);
}

}  // namespace

std::string WordOf(const google::protobuf::EnumDescriptor& type, int number) {
  const auto* value = type.FindValueByNumber(number);
  if (value == nullptr) return std::to_string(number);
  return number == 0 ? "" : Spelled(*value, ' ');
}

std::optional<int> NumberOf(const google::protobuf::EnumDescriptor& type, std::string_view word) {
  for (int i = 0; i < type.value_count(); ++i) {
    const auto& value = *type.value(i);
    if (value.number() == 0) continue;
    if (Spelled(value, '_') == Lowered(word, '_') || value.name() == word) return value.number();
  }
  return std::nullopt;
}

std::vector<std::string> WordsOf(const google::protobuf::EnumDescriptor& type) {
  std::vector<std::string> words;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0) words.push_back(Spelled(*type.value(i), '-'));
  }
  return words;
}

}  // namespace laurel::cli
