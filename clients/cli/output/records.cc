#include "clients/cli/output/records.h"

#include <string_view>

#include "fmt/format.h"
#include "google/protobuf/util/json_util.h"
#include "nlohmann/json.hpp"
#include "yaml-cpp/yaml.h"

namespace laurel::cli {
namespace {

std::string ToJson(const google::protobuf::Message& record, bool indented) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = indented;
  std::string json;
  // It fails on an Any of a type that this command does not know: the rest of the answer is still worth
  // showing.
  const auto status = google::protobuf::util::MessageToJsonString(record, &json, options);
  if (!status.ok()) json = nlohmann::json{{"error", status.ToString()}}.dump();
  while (!json.empty() && json.back() == '\n') json.pop_back();
  return json;
}

// Inside an array: protobuf puts every newline of its output between tokens, so lines can be moved.
std::string Indented(std::string_view json, std::string_view margin) {
  std::string out(margin);
  for (const char c : json) {
    out += c;
    if (c == '\n') out += margin;
  }
  return out;
}

// A text that YAML would read as a number, a date or a truth value unless it is quoted.
bool NeedsQuotes(const std::string& text) {
  if (text.empty() || !((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z')))
    return true;
  static constexpr std::string_view kWords[] = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"};
  std::string lower;
  for (const char c : text) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  for (const std::string_view word : kWords) {
    if (lower == word) return true;
  }
  return false;
}

void Emit(const nlohmann::ordered_json& value, YAML::Emitter& out) {
  if (value.is_object() && !value.empty()) {
    out << YAML::BeginMap;
    for (const auto& [key, item] : value.items()) {
      out << YAML::Key << key << YAML::Value;
      Emit(item, out);
    }
    out << YAML::EndMap;
  } else if (value.is_array() && !value.empty()) {
    out << YAML::BeginSeq;
    for (const auto& item : value) Emit(item, out);
    out << YAML::EndSeq;
  } else if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    if (NeedsQuotes(text)) out << YAML::DoubleQuoted;
    out << text;
  } else if (value.is_structured()) {
    out << YAML::Flow << (value.is_array() ? YAML::BeginSeq : YAML::BeginMap)
        << (value.is_array() ? YAML::EndSeq : YAML::EndMap);
  } else {
    out << value.dump();
  }
}

}  // namespace

std::string Json(const google::protobuf::Message& record) { return ToJson(record, true) + "\n"; }
std::string JsonLine(const google::protobuf::Message& record) { return ToJson(record, false) + "\n"; }

std::string Json(const Records& records) {
  if (records.empty()) return "[]\n";
  std::string out;
  for (const auto* record : records)
    out += (out.empty() ? "[\n" : ",\n") + Indented(ToJson(*record, true), " ");
  return out + "\n]\n";
}

std::string Json(const RecordGroups& groups) {
  std::string out;
  for (const auto& [name, records] : groups) {
    std::string list = Indented(Json(records), " ");
    while (list.back() == '\n' || list.back() == ' ') list.pop_back();
    out += fmt::format("{} \"{}\": {}", out.empty() ? "{\n" : ",\n", name, std::string_view(list).substr(1));
  }
  return out.empty() ? "{}\n" : out + "\n}\n";
}

std::string Yaml(const std::string& json) {
  const auto document = nlohmann::ordered_json::parse(json, nullptr, false);
  if (document.is_discarded()) return json;
  YAML::Emitter out;
  Emit(document, out);
  return std::string(out.c_str()) + "\n";
}

}  // namespace laurel::cli
