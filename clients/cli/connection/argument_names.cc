#include "clients/cli/connection/argument_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "fmt/format.h"

namespace laurel::cli {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

// By the end of the field's path, the longest that is here. Several are separated by "|": the first that was
// typed is meant, else the first that the command takes. Behind an option stands where in its text it is;
// what is no option is in small letters.
constexpr auto kArguments = std::to_array<Row>({
    {"action_items", "--action"},
    {"action_items.due_date", "--action … @DAY"},
    {"action_items.owner", "--action WHO: …"},
    {"action_items.text", "--action"},
    {"active", "--active"},
    {"active_on", "--on"},
    {"actor", "--actor"},
    {"as_of", "--as-of"},
    {"attendee", "--attendee|--with"},
    {"attendees", "--add|--remove|WHO"},
    {"author", "--by"},
    {"awaiting_decision", "--awaiting"},
    {"baseline", "--from"},
    {"behaviours", "--behaviour"},
    {"coach", "--coach|--with|ABOVE"},
    {"coachees", "--coachees"},
    {"comment", "--comment|COMMENT"},
    {"comment.text", "TEXT"},
    {"competencies", "--competency"},
    {"confidence", "--confidence"},
    {"count", "--times"},
    {"description", "--description"},
    {"direction", "--direction"},
    {"display_name", "NAME|--name"},
    {"due_date", "--due|TEXT … @DAY"},
    {"duration", "--duration"},
    {"emoji", "EMOJI"},
    {"end_date", "--by|--on"},
    {"end_time", "--until"},
    {"every_weeks", "--repeat"},
    {"evidence", "--evidence"},
    {"evidence.excerpt", "--evidence"},
    {"evidence.external_id", "--evidence"},
    {"evidence.occurred_time", "--evidence … @TIME"},
    {"evidence.system", "--evidence"},
    {"evidence.url", "--evidence"},
    {"focus_area", "--focus"},
    {"follow_up_time", "--follow-up"},
    {"goal", "--goal|GOAL"},
    {"goal.end_date", "--by"},
    {"goal.start_date", "--start"},
    {"goals", "--goal"},
    {"growth_areas", "--growth"},
    {"hashtag", "--hashtag|TITLE"},
    {"health", "--health"},
    {"held_time", "--held"},
    {"key_result", "GOAL_OR_KEY_RESULT|KEY_RESULT"},
    {"key_results", "--metric|--key-result|--milestone|--binary"},
    {"key_results.title", "--key-result|--milestone|--binary|--metric"},
    {"kind", "--kind"},
    {"leave_date", "--on"},
    {"level", "--level"},
    {"lifecycle", "--state"},
    {"manager", "--manager|ABOVE"},
    {"max_depth", "--depth"},
    {"message", "--message|the words"},
    {"method", "--method"},
    {"metric", "--metric"},
    {"name", "GOAL|GOAL_OR_KEY_RESULT|KEY_RESULT|RECOGNITION|FEEDBACK|SESSION|ITEM|TEAM|VALUE|SUBJECT|WHO"},
    {"next_step", "--next"},
    {"outcome", "OUTCOME"},
    {"owner", "--owner|--with|WHO"},
    {"owners", "--owner|WHO"},
    {"page_size", "--limit"},
    {"parent",
     "--parent|--add-ons-of|--under|UNDER|GOAL|GOAL_OR_KEY_RESULT|RECOGNITION|SESSION|FEEDBACK|ITEM|TEAM"},
    {"part", "PART"},
    {"period", "--period"},
    {"person", "WHO"},
    {"points", "N"},
    {"points_each", "--points"},
    {"position", "--at|--to"},
    {"query", "QUERY|WHO"},
    {"reason", "--reason"},
    {"recipient", "--to"},
    {"recipients", "WHO"},
    {"recognition", "--recognition|RECOGNITION"},
    {"recognition.parent", "--add-on-to"},
    {"removed", "--remove"},
    {"repeat", "--repeat"},
    {"resource", "--resource"},
    {"role", "ROLE|--role"},
    {"scheduled_time", "--at|WHEN"},
    {"sender", "--by"},
    {"series", "--series"},
    {"session", "--session|SESSION"},
    {"shared_note", "--note"},
    {"start_date", "--start|--from|--on|--month|--week"},
    {"start_time", "--since"},
    {"state", "--state"},
    {"strengths", "--strength"},
    {"stretch", "--stretch"},
    {"subject", "WHO|--about|--subject|SUBJECT"},
    {"supersedes", "--supersedes"},
    {"target", "--to"},
    {"team", "--team|TEAM"},
    {"text", "TEXT|--text"},
    {"time", "--at"},
    {"title", "--title|TITLE"},
    {"types", "TYPES"},
    {"unit", "--unit"},
    {"value", "--value|VALUE"},
    {"visibility", "--visibility|--private"},
    {"weight", "--weight"},
    {"window_days", "--days"},
});

std::string_view RowOf(std::string_view path) {
  const auto row = std::ranges::find(kArguments, path, &Row::first);
  return row == kArguments.end() ? std::string_view() : row->second;
}

// A field without its indexes, and the index that says which of several it is about.
struct Path {
  std::string names;         // "key_results.target"
  std::optional<int> index;  // the first one
};

Path PathOf(std::string_view field) {
  Path path;
  for (std::size_t at = 0; at < field.size(); ++at) {
    if (field[at] != '[') {
      path.names += field[at];
      continue;
    }
    int index = 0;
    for (++at; at < field.size() && field[at] != ']'; ++at) {
      if (field[at] >= '0' && field[at] <= '9' && index < 1000) index = index * 10 + (field[at] - '0');
    }
    if (!path.index) path.index = index;
  }
  return path;
}

std::string_view AfterFirst(std::string_view path) {
  const std::size_t dot = path.find('.');
  return dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
}

std::vector<std::string_view> PartsOf(std::string_view row) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin < row.size();) {
    const std::size_t end = std::min(row.find('|', begin), row.size());
    parts.push_back(row.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::vector<std::string_view> CandidatesFor(std::string_view path) {
  for (std::string_view end = path; !end.empty(); end = AfterFirst(end)) {
    if (const std::string_view row = RowOf(end); !row.empty()) return PartsOf(row);
  }
  return {};
}

// "--action" of "--action … @DAY".
std::string_view OptionIn(std::string_view candidate) { return candidate.substr(0, candidate.find(' ')); }
bool IsOption(std::string_view candidate) { return candidate[0] < 'a' || candidate[0] > 'z'; }

const std::vector<std::string>* ValuesOf(std::string_view candidate, const CommandLine& typed) {
  const auto found = typed.arguments.find(OptionIn(candidate));
  return found == typed.arguments.end() ? nullptr : &found->second;
}

// Empty: no option of this command says it.
std::string_view Chosen(std::string_view path, const CommandLine& typed) {
  const std::vector<std::string_view> candidates = CandidatesFor(path);
  if (typed.arguments.empty() && !candidates.empty()) return candidates.front();
  const auto was_typed = [&](std::string_view one) {
    const auto* values = ValuesOf(one, typed);
    return values != nullptr && !values->empty();
  };
  const auto is_taken = [&](std::string_view one) {
    return !IsOption(one) || ValuesOf(one, typed) != nullptr;
  };
  for (const std::string_view one : candidates) {
    if (was_typed(one)) return one;
  }
  const auto taken = std::ranges::find_if(candidates, is_taken);
  return taken == candidates.end() ? std::string_view() : *taken;
}

std::string Ordinal(int index) {
  const int number = index + 1;
  const bool teen = number % 100 > 10 && number % 100 < 14;
  const char* ending = teen               ? "th"
                       : number % 10 == 1 ? "st"
                       : number % 10 == 2 ? "nd"
                       : number % 10 == 3 ? "rd"
                                          : "th";
  return fmt::format("{}{}", number, ending);
}

// Which of several: by what was typed; of key results, of which each says only some things, by number.
std::string Which(const Path& path, std::string_view chosen, const CommandLine& typed) {
  if (!path.index) return "";
  const auto* values = ValuesOf(chosen, typed);
  const bool several = values != nullptr && values->size() > 1;
  const std::size_t index = static_cast<std::size_t>(*path.index);
  if (path.names.find("key_results.") != std::string::npos) {
    return several || index > 0 ? fmt::format(" of the {} key result", Ordinal(*path.index)) : "";
  }
  return several && index < values->size() ? fmt::format(" \"{}\"", (*values)[index]) : "";
}

// "time zone"; of `laurel program set`, where such words are typed: "time-zone".
std::string InWords(std::string_view path, const CommandLine& typed) {
  std::string words(path.substr(path.rfind('.') + 1));
  std::ranges::replace(words, '_', typed.arguments.contains("RULE") ? '-' : ' ');
  return words;
}

bool IsOfAName(char c) { return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9'); }

// "start_date" beside "goal.end_date": a sibling, or a field of the request itself.
std::string NamedBeside(std::string_view field, std::string_view name, const CommandLine& typed) {
  const std::string_view before = field.substr(0, field.rfind('.') + 1);
  const std::string sibling = fmt::format("{}{}", before, name);
  const std::string_view chosen = Chosen(PathOf(sibling).names, typed);
  return chosen.empty() ? InWords(name, typed) : std::string(chosen);
}

}  // namespace

std::string ArgumentFor(std::string_view field, const CommandLine& typed) {
  if (typed.takes_fields) return std::string(field);
  const Path path = PathOf(field);
  const std::string_view chosen = Chosen(path.names, typed);
  if (chosen.empty()) return InWords(path.names, typed);
  return fmt::format("{}{}", chosen, Which(path, chosen, typed));
}

std::string WithArguments(std::string_view field, std::string_view description, const CommandLine& typed) {
  if (typed.takes_fields) return std::string(description);
  std::string out;
  for (std::size_t at = 0; at < description.size();) {
    std::size_t end = at;
    while (end < description.size() && IsOfAName(description[end])) ++end;
    const std::string_view word = description.substr(at, end - at);
    const bool inside =
        at > 0 && std::string_view("/{#-:").find(description[at - 1]) != std::string_view::npos;
    if (word.find('_') != std::string_view::npos && word.size() > 1 && !inside) {
      out += NamedBeside(field, word, typed);
    } else {
      out += word;
    }
    if (end < description.size()) out += description[end++];
    at = end;
  }
  return out;
}

}  // namespace laurel::cli
