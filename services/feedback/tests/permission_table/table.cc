#include "services/feedback/tests/permission_table/table.h"

#include <map>
#include <string_view>

#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

struct Row {
  std::string everybody;  // who is not named in `cells`
  std::map<std::string, std::string> cells;
  std::string parent = "";
};

using Table = std::map<std::string, Row>;

// Deny by default: who is not named reads nothing.
const Table& Objects() {
  static const auto& objects = *new Table{
      {"Session",
       {"-",
        {{"subject", "r acknowledge"},
         {"coach", "r w void"},
         {"line manager", "s"},
         {"HR_ADMIN", "s void"},
         {"AUDITOR", "s"}}}},
      {"Session of the line manager",
       {"-",
        {{"subject", "r acknowledge"},
         {"line manager", "r w void"},
         {"HR_ADMIN", "s void"},
         {"AUDITOR", "s"}}}},
      {"Notes", {"-", {{"subject", "r add ATTENDEE_PRIVATE"}, {"coach", "r add COACH_PRIVATE"}}, "Session"}},
      {"Shared note of the subject", {"-", {{"subject", "r revise"}, {"coach", "r"}}, "Session"}},
      {"Shared note of the coach", {"-", {{"subject", "r"}, {"coach", "r revise"}}, "Session"}},
      {"ATTENDEE_PRIVATE note", {"-", {{"subject", "r revise"}}, "Session"}},
      {"COACH_PRIVATE note", {"-", {{"coach", "r revise"}}, "Session"}},
      {"Talking points", {"-", {{"subject", "r w"}, {"coach", "r w"}}, "Session"}},
      // Made for Ana by the writer, in the meeting of the coach.
      {"Action item",
       {"-",
        {{"author", "r w"}, {"subject", "r w"}, {"coach", "r w"}, {"line manager", "r"}, {"AUDITOR", "s"}}}},
      {"Action item of one's own", {"-", {{"subject", "r w"}, {"line manager", "r"}, {"AUDITOR", "s"}}}},
      {"Draft", {"-", {{"author", "r w"}}}},
      {"Discarded draft", {"-", {{"author", "r"}}}},
      {"Feedback PRIVATE", {"-", {{"author", "r retract"}, {"subject", "r acknowledge"}, {"AUDITOR", "s"}}}},
      {"Feedback SUBJECT_AND_MANAGER",
       {"-",
        {{"author", "r retract"},
         {"subject", "r acknowledge"},
         {"line manager", "r"},
         {"HR_ADMIN", "r retract"},
         {"AUDITOR", "s"}}}},
      {"Feedback MANAGER_ONLY",
       {"-", {{"author", "r retract"}, {"line manager", "r"}, {"HR_ADMIN", "r retract"}, {"AUDITOR", "s"}}}},
      {"Feedback TEAM",
       {"-",
        {{"author", "r retract"},
         {"subject", "r acknowledge"},
         {"line manager", "r"},
         {"chain above", "r"},
         {"coach", "r"},
         {"peer", "r"},
         {"team lead", "r"},
         {"HR_ADMIN", "r retract"},
         {"AUDITOR", "s"}}}},
      {"Feedback PUBLIC",
       {"r", {{"author", "r retract"}, {"subject", "r acknowledge"}, {"HR_ADMIN", "r retract"}}}},
  };
  return objects;
}

// A filter on somebody else is permitted by relation, once.
const Table& Lists() {
  static const auto& lists = *new Table{
      {"sessions with the subject",
       {"R",
        {{"subject", "+"},
         {"coach", "+"},
         {"line manager", "+"},
         {"chain above", "+"},
         {"team lead", "+"},
         {"HR_ADMIN", "+"},
         {"AUDITOR", "+"}}}},
      {"sessions of the coach",
       {"R", {{"subject", "+"}, {"coach", "+"}, {"HR_ADMIN", "+"}, {"AUDITOR", "+"}}}},
      {"sessions of the line manager",
       {"R",
        {{"subject", "+"},
         {"line manager", "+"},
         {"chain above", "+"},
         {"colleague", "+"},
         {"HR_ADMIN", "+"},
         {"AUDITOR", "+"}}}},
      {"one's own sessions", {"0", {{"subject", "+"}, {"coach", "+"}}}},
      {"one's own, of the line manager", {"0", {{"subject", "+"}, {"line manager", "+"}}}},
      {"notes of the session",
       {"N", {{"subject", "+"}, {"coach", "+"}, {"line manager", "D"}, {"HR_ADMIN", "D"}, {"AUDITOR", "D"}}}},
      {"items of the subject",
       {"R",
        {{"subject", "+"},
         {"coach", "+"},
         {"line manager", "+"},
         {"chain above", "+"},
         {"team lead", "+"},
         {"AUDITOR", "+"}}}},
      {"items of the meeting",
       {"I",
        {{"author", "+"},
         {"subject", "+"},
         {"coach", "+"},
         {"colleague", "+"},
         {"line manager", "+"},
         {"HR_ADMIN", "D"},
         {"AUDITOR", "+"}}}},
      {"one's own items", {"0", {{"subject", "+"}}}},
      {"feedback about the subject", {"+", {}}},
      {"feedback by the author", {"R", {{"author", "+"}, {"HR_ADMIN", "+"}, {"AUDITOR", "+"}}}},
      {"one's own feedback", {"0", {{"author", "+"}, {"subject", "+"}}}},
      {"feedback of the meeting",
       {"I",
        {{"author", "+"},
         {"subject", "+"},
         {"coach", "+"},
         {"colleague", "+"},
         {"line manager", "+"},
         {"HR_ADMIN", "+"},
         {"AUDITOR", "+"}}}},
  };
  return lists;
}

const Table& Starts() {
  static const auto& starts = *new Table{
      {"to coach the subject",
       {"R",
        {{"subject", "I"}, {"coach", "F"}, {"line manager", "F"}, {"chain above", "F"}, {"team lead", "F"}}}},
      {"to play a role with the subject", {"F", {{"subject", "I"}}}},
      {"to set the line manager as coach", {"R", {{"line manager", "F"}, {"HR_ADMIN", "S"}}}},
      {"to set the peer as coach", {"R", {}}},
      {"to agree an item in the meeting",
       {"I",
        {{"author", "F"},
         {"subject", "F"},
         {"coach", "F"},
         {"colleague", "F"},
         {"line manager", "D"},
         {"HR_ADMIN", "D"},
         {"AUDITOR", "D"}}}},
      {"to give the subject an item",
       {"R",
        {{"subject", "F"}, {"coach", "F"}, {"line manager", "F"}, {"chain above", "F"}, {"team lead", "F"}}}},
      {"to write about the subject", {"F", {{"subject", "I"}}}},
      {"to preview what is written about the subject", {"O", {{"subject", "I"}}}},
      {"to ask who of the line manager's people goes uncoached",
       {"R", {{"line manager", "O"}, {"chain above", "O"}, {"HR_ADMIN", "O"}, {"AUDITOR", "O"}}}},
      {"to ask who of the coach's people goes uncoached",
       {"R", {{"coach", "O"}, {"HR_ADMIN", "O"}, {"AUDITOR", "O"}}}},
  };
  return starts;
}

const Row& RowOf(const std::string& name) {
  for (const Table* table : {&Objects(), &Lists()}) {
    if (const auto row = table->find(name); row != table->end()) return row->second;
  }
  return Starts().at(name);
}

}  // namespace

const std::string kWriter = org::testing::TestId(14);

org::testing::Records OrganizationWithWriter() { return Organization().Active(kWriter, kWriter); }

const std::vector<Relation>& Relations() {
  static const auto& relations = *new std::vector<Relation>{
      {"author", kWriter},    {"subject", kAna},     {"coach", kCoach},           {"line manager", kCarla},
      {"chain above", kSkip}, {"chain above", kTop}, {"former manager", kFormer}, {"team lead", kLead},
      {"peer", kPeer},        {"colleague", kBen},   {"HR_ADMIN", kHr},           {"AUDITOR", kAuditor},
      {"stranger", kStranger}};
  return relations;
}

std::string CellOf(const std::string& row, const Relation& relation) {
  constexpr std::string_view kRetracted = ", retracted";
  if (row.ends_with(kRetracted)) {
    const std::string before = CellOf(row.substr(0, row.size() - kRetracted.size()), relation);
    return before == "-" ? "-" : relation.name == "author" ? "r" : "s";
  }
  const Row& found = RowOf(row);
  const auto cell = found.cells.find(relation.name);
  return cell == found.cells.end() ? found.everybody : cell->second;
}

std::string ParentOf(const std::string& object) {
  const auto row = Objects().find(object);
  return row == Objects().end() ? "" : row->second.parent;
}

}  // namespace laurel::feedback::testing
