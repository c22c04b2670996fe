#include "clients/cli/views/audience_view.h"

#include <algorithm>
#include <array>

#include "clients/cli/output/enum_word.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

constexpr std::size_t kMostNamed = 4;

// Who is named; whoever reads it by a team or a role only, is not.
constexpr std::array kNamed = {v1::AUDIENCE_RELATION_SUBJECT, v1::AUDIENCE_RELATION_LINE_MANAGER,
                               v1::AUDIENCE_RELATION_COACH, v1::AUDIENCE_RELATION_CHAIN_ABOVE};

bool Is(const v1::AudienceMember& member, v1::AudienceRelation relation) {
  return std::ranges::find(member.relations(), relation) != member.relations().end();
}

bool IsNamed(const v1::AudienceMember& member) {
  return std::ranges::any_of(kNamed, [&](auto relation) { return Is(member, relation); });
}

bool ReadsAll(const v1::AudienceMember& member) {
  return member.view() == common::v1::VIEW_FULL && !Is(member, v1::AUDIENCE_RELATION_AUTHOR);
}

// As people say it; "hr admin" is no word.
std::string Word(v1::AudienceRelation relation) {
  return relation == v1::AUDIENCE_RELATION_HR_ADMIN ? "HR" : EnumWord(relation);
}

std::string FirstName(const std::string& shown) {
  const bool is_name = !shown.starts_with('(') && shown.find('<') == std::string::npos;
  return is_name ? shown.substr(0, shown.find(' ')) : shown;
}

// "Ana", "Marta Lopes", …, "3 others": the nearest first.
std::vector<std::string> NamedReaders(const Audience& audience, const Names& names) {
  std::vector<const v1::AudienceMember*> people;
  for (const auto relation : kNamed) {
    for (const auto& member : audience.readers()) {
      const bool fits = ReadsAll(member) && Is(member, relation);
      if (fits && std::ranges::find(people, &member) == people.end()) people.push_back(&member);
    }
  }
  std::vector<std::string> shown;
  for (const auto* member : people) {
    if (shown.size() == kMostNamed) break;
    const std::string name = names.Person(member->person()).shown;
    shown.push_back(Is(*member, v1::AUDIENCE_RELATION_SUBJECT) ? FirstName(name) : name);
  }
  const std::size_t others = people.size() - shown.size();
  if (others > 0) shown.push_back(fmt::format("{} other{}", others, others == 1 ? "" : "s"));
  return shown;
}

std::string AsSentence(const std::vector<std::string>& readers) {
  if (readers.empty()) return "Nobody else can read it";
  if (readers.size() == 1) return fmt::format("Only {} can read it", readers.front());
  return fmt::format("{} and {} can read it", fmt::join(readers.begin(), readers.end() - 1, ", "),
                     readers.back());
}

}  // namespace

std::vector<std::string> PeopleOf(const Audience& audience) {
  std::vector<std::string> people;
  for (const auto& member : audience.readers()) people.push_back(member.person());
  return people;
}

std::string WhoReads(const Audience& audience, const std::string& subject, const Names& names) {
  if (audience.everyone()) return "Everybody can read it.";
  std::vector<std::string> readers = NamedReaders(audience, names);
  for (const std::string& team : audience.audience_teams()) {
    readers.push_back(fmt::format("the team {}", names.Team(team)));
  }
  const bool hr = std::ranges::any_of(audience.readers(), [](const auto& member) {
    return ReadsAll(member) && Is(member, v1::AUDIENCE_RELATION_HR_ADMIN) && !IsNamed(member);
  });
  if (hr) readers.emplace_back("HR");
  const bool subject_reads =
      std::ranges::any_of(audience.readers(), [&](const auto& member) { return member.person() == subject; });
  const std::string but =
      subject_reads ? "" : fmt::format(", {} cannot", FirstName(names.Person(subject).shown));
  return AsSentence(readers) + but + ".";
}

Table AudienceTable(const Audience& audience, const Names& names) {
  Table table({"who", "email", "why", "reads"});
  for (const auto& member : audience.readers()) {
    std::vector<std::string> relations;
    for (const int relation : member.relations()) {
      relations.push_back(Word(static_cast<v1::AudienceRelation>(relation)));
    }
    const Cell who = names.Person(member.person());
    const bool all = member.view() == common::v1::VIEW_FULL;
    table.Add({Cell(who.shown, who.shown), Cell(who.data, who.data),
               fmt::format("{}", fmt::join(relations, ", ")),
               Cell(all ? "all of it" : "that it is there", EnumWord(member.view()),
                    all ? Style::kPlain : Style::kDim)});
  }
  return table;
}

}  // namespace laurel::cli
