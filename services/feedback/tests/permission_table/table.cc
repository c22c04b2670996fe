#include "services/feedback/tests/permission_table/table.h"

#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::PermissionRow;
using laurel::testing::PermissionRows;
using laurel::testing::Relation;

std::vector<Relation> Relations() {
  return {{"author", kWriter},         {"subject", kAna},      {"coach", kCoach},
          {"line manager", kCarla},    {"chain above", kSkip}, {"chain above", kTop},
          {"former manager", kFormer}, {"team lead", kLead},   {"peer", kPeer},
          {"colleague", kBen},         {"HR_ADMIN", kHr},      {"AUDITOR", kAuditor},
          {"stranger", kStranger}};
}

// Deny by default: who is not named reads nothing.
PermissionRows Objects() {
  return {
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
}

// A filter on somebody else is permitted by relation, once.
PermissionRows Lists() {
  return {
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
}

PermissionRows Starts() {
  return {
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
}

// Of what remains of a piece that its author or HR took back: all of it for its author, that it was there for
// whoever could read it.
PermissionRow Retracted(const PermissionRow& before) {
  const auto remains = [](const std::string& cell) { return cell == "-" ? "-" : "s"; };
  PermissionRow after{.everybody = remains(before.everybody)};
  for (const auto& [relation, cell] : before.cells) after.cells[relation] = remains(cell);
  after.cells["author"] = "r";
  return after;
}

PermissionRows ObjectsAndWhatBecomesOfThem() {
  PermissionRows objects = Objects();
  PermissionRows retracted;
  for (auto& [name, row] : objects) {
    if (!name.starts_with("Feedback ")) continue;
    row.becomes = {{"retract", name + ", retracted"}};
    retracted[name + ", retracted"] = Retracted(row);
  }
  objects.merge(retracted);
  return objects;
}

}  // namespace

const std::string kWriter = org::testing::TestId(14);

org::testing::Records OrganizationWithWriter() { return Organization().Active(kWriter, kWriter); }

const laurel::testing::PermissionTable& Table() {
  static const auto& table = *new laurel::testing::PermissionTable{.relations = Relations(),
                                                                   .objects = ObjectsAndWhatBecomesOfThem(),
                                                                   .lists = Lists(),
                                                                   .starts = Starts()};
  return table;
}

}  // namespace laurel::feedback::testing
