#include "clients/cli/people/lookup.h"

#include <algorithm>

#include "clients/cli/connection/failure.h"
#include "clients/cli/ids/word_match.h"
#include "clients/cli/output/text.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;
using People = std::vector<v1::Person>;

constexpr std::size_t kShown = 8;
constexpr int kCandidates = 50;
constexpr std::size_t kShownOfText = 60;

template <typename Predicate>
People Only(const People& people, Predicate predicate) {
  People out;
  std::copy_if(people.begin(), people.end(), std::back_inserter(out), predicate);
  return out;
}

absl::Status Ambiguous(std::string_view text, const People& candidates, bool more) {
  std::string message = fmt::format("\"{}\" may be", text);
  for (std::size_t i = 0; i < std::min(candidates.size(), kShown); ++i) {
    message +=
        fmt::format("{} {} <{}>", i == 0 ? "" : ",", candidates[i].display_name(), candidates[i].email());
  }
  if (more || candidates.size() > kShown) message += " or somebody else";
  return UsageError(message + ": give the address");
}

// `text`: what was typed, of which `query` may be a part.
absl::StatusOr<v1::ListPeopleResponse> Query(DirectoryClient& directory, std::string_view query,
                                             std::string_view text) {
  v1::ListPeopleRequest request;
  request.set_query(std::string(query));
  request.set_page_size(kCandidates);
  auto found = directory.Call(&v1::DirectoryService::Stub::ListPeople, request);
  if (!absl::IsInvalidArgument(found.status())) return found;
  // The field that it objects to was typed as somebody's name.
  return UsageError(fmt::format("\"{}\" is nobody's name or address: `laurel people list` shows who there is",
                                Shortened(OneLine(text), kShownOfText)));
}

absl::StatusOr<v1::Person> FindByName(DirectoryClient& directory, std::string_view text) {
  ASSIGN_OR_RETURN(const v1::ListPeopleResponse found, Query(directory, text, text));
  People people(found.people().begin(), found.people().end());
  const std::size_t blank = text.find(' ');
  if (people.empty() && blank != std::string_view::npos) {
    ASSIGN_OR_RETURN(const v1::ListPeopleResponse wider, Query(directory, text.substr(0, blank), text));
    // What the service is asked for is one word only.
    people = Only({wider.people().begin(), wider.people().end()},
                  [&](const auto& p) { return WordsBegin(text, p.display_name()); });
  }
  return ChoosePerson(text, people, !found.next_page_token().empty());
}

}  // namespace

absl::StatusOr<v1::Person> ChoosePerson(std::string_view text, const People& candidates, bool more) {
  const std::string wanted = api::LowerAscii(text);
  const People same_address =
      Only(candidates, [&](const auto& p) { return api::LowerAscii(p.email()) == wanted; });
  if (same_address.size() == 1) return same_address.front();
  if (text.find('@') != std::string_view::npos || candidates.empty()) {
    return Error(absl::StatusCode::kNotFound, kUsageReason,
                 fmt::format("nobody is called \"{}\": `laurel people list` shows who there is", text));
  }
  const auto one_of = [&](const People& people) { return people.size() == 1 ? &people.front() : nullptr; };
  const People same_name =
      Only(candidates, [&](const auto& p) { return api::LowerAscii(p.display_name()) == wanted; });
  if (const auto* person = one_of(same_name)) return *person;
  const People present = Only(candidates, [](const auto& p) { return p.state() != v1::PERSON_STATE_LEFT; });
  if (const auto* person = one_of(present); person != nullptr && !more) return *person;
  if (const auto* person = one_of(candidates); person != nullptr && !more) return *person;
  return Ambiguous(text, present.empty() ? candidates : present, more);
}

absl::StatusOr<v1::Person> FindPerson(DirectoryClient& directory, std::string_view text) {
  text = api::Trim(text);
  if (text.empty()) return UsageError("whom? Give an address, a part of a name, or \"me\"");
  if (text == "me" || text.starts_with("people/")) {
    v1::GetPersonRequest request;
    request.set_name(text == "me" ? "people/me" : std::string(text));
    return directory.Call(&v1::DirectoryService::Stub::GetPerson, request);
  }
  return FindByName(directory, text);
}

}  // namespace laurel::cli
