#include "services/recognition/tests/permission_table/table.h"

#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::PermissionRow;
using laurel::testing::PermissionRows;
using laurel::testing::PermissionTable;
using laurel::testing::Relation;
using Cells = std::map<std::string, std::string>;

std::vector<Relation> Relations() {
  return {{"sender", kSam},       {"approver", kMona},
          {"recipient", kAna},    {"line manager", kCarla},
          {"chain above", kSkip}, {"chain above", kTop},
          {"team mate", kPeer},   {"team mate", kLead},
          {"colleague", kBen},    {"RECOGNITION_ADMIN", kRewarder},
          {"HR_ADMIN", kHr},      {"AUDITOR", kAuditor},
          {"stranger", kStranger}};
}

// Deny by default: who is not named reads nothing.
PermissionRows Recognitions() {
  const std::map<std::string, std::string> taken = {{"revoke", "Recognition, taken"},
                                                    {"hide", "Recognition, taken"}};
  const Cells of_private = {{"sender", "r revoke react"},
                            {"recipient", "r react"},
                            {"RECOGNITION_ADMIN", "r hide react"},
                            {"AUDITOR", "s"}};
  Cells of_team = of_private;
  for (const char* relation : {"line manager", "chain above", "team mate"}) of_team[relation] = "r react";
  Cells approved = of_private;
  approved["approver"] = "r react";
  return {
      {"Recognition PUBLIC",
       {"r react",
        {{"sender", "r revoke react"}, {"RECOGNITION_ADMIN", "r hide react"}},
        "",
        {{"revoke", "Recognition, taken"}, {"hide", "Recognition, taken"}}}},
      {"Recognition TEAM", {"-", of_team, "", taken}},
      {"Recognition PRIVATE", {"-", of_private, "", taken}},
      {"Recognition PRIVATE, approved", {"-", approved, "", taken}},
      {"Recognition, taken",
       {"-", {{"sender", "r"}, {"recipient", "s"}, {"RECOGNITION_ADMIN", "r"}, {"AUDITOR", "s"}}}},
      {"Recognition, pending",
       {"-",
        {{"sender", "r"}, {"approver", "r decide"}, {"RECOGNITION_ADMIN", "r decide"}, {"AUDITOR", "s"}}}},
      {"Recognition, rejected",
       {"-", {{"sender", "r"}, {"approver", "r"}, {"RECOGNITION_ADMIN", "r"}, {"AUDITOR", "s"}}}},
      {"Value", {"r", {{"RECOGNITION_ADMIN", "r w"}}}},
  };
}

// A comment or reaction of Ana's: read as what it is about; who reads only the summary of that reads none.
PermissionRow AnasOn(const PermissionRows& recognitions, const std::string& parent) {
  const PermissionRow& of = recognitions.at(parent);
  PermissionRow row{of.everybody == "-" ? "-" : "r", {}, parent, {}};
  for (const auto& [relation, cell] : of.cells) row.cells[relation] = cell.front() == 'r' ? "r" : "-";
  for (const char* relation : {"recipient", "RECOGNITION_ADMIN"}) row.cells[relation] = "r delete";
  return row;
}

// A filter says what a list holds (ADR 19).
PermissionRows Lists() {
  return {
      {"everything", {"+"}},
      {"nothing", {"0"}},
      {"received by Ana", {"+", {{"approver", "0"}}}},
      // Whoever reads something because of its recipients finds it with them.
      {"sent by Sam", {"+", {{"approver", "0"}, {"line manager", "0"}, {"chain above", "0"}}}},
      {"of Ana's team, TEAM",
       {"0", {{"recipient", "+"}, {"team mate", "+"}, {"RECOGNITION_ADMIN", "+"}, {"AUDITOR", "+"}}}},
      {"of Ana's team, for nobody there", {"0", {{"RECOGNITION_ADMIN", "+"}, {"AUDITOR", "+"}}}},
      {"awaiting a decision", {"0", {{"approver", "+"}, {"RECOGNITION_ADMIN", "+"}}}},
      {"add-ons of a TEAM one",
       {"I",
        {{"sender", "0"},
         {"recipient", "0"},
         {"line manager", "0"},
         {"chain above", "0"},
         {"team mate", "0"},
         {"RECOGNITION_ADMIN", "0"},
         {"AUDITOR", "0"}}}},
      {"comments on a TEAM one",
       {"+",
        {{"approver", "N"}, {"colleague", "N"}, {"HR_ADMIN", "N"}, {"stranger", "N"}, {"AUDITOR", "D"}}}},
      {"comments on a PRIVATE one",
       {"N", {{"sender", "+"}, {"recipient", "+"}, {"RECOGNITION_ADMIN", "+"}, {"AUDITOR", "D"}}}},
  };
}

PermissionRows Starts() {
  const PermissionRow by_admin{"D", {{"RECOGNITION_ADMIN", "O"}}};
  const PermissionRow of_sender{"D", {{"sender", "O"}, {"RECOGNITION_ADMIN", "O"}, {"AUDITOR", "O"}}};
  return {
      {"to thank Ana", {"F", {{"recipient", "I"}}}},
      {"to make a value", by_admin},
      {"to read the programme", {"O"}},
      {"to change the programme", by_admin},
      {"to read Sam's balance", of_sender},
      {"to read Sam's transactions", of_sender},
      {"to read one's own transactions", {"O"}},
      {"to read the transactions of a recognition", {"D", {{"RECOGNITION_ADMIN", "O"}, {"AUDITOR", "O"}}}},
      {"to give points", by_admin},
      {"to prove the ledger", {"D", {{"RECOGNITION_ADMIN", "O"}, {"AUDITOR", "O"}}}},
      {"to count all recognition", {"R", {{"RECOGNITION_ADMIN", "O"}, {"HR_ADMIN", "O"}, {"AUDITOR", "O"}}}},
  };
}

PermissionTable Make() {
  PermissionTable table{Relations(), Recognitions(), Lists(), Starts()};
  for (const char* what : {"PUBLIC", "TEAM", "PRIVATE"}) {
    const std::string parent = fmt::format("Recognition {}", what);
    table.objects.emplace(fmt::format("Response to {}", what), AnasOn(table.objects, parent));
  }
  return table;
}

}  // namespace

const PermissionTable& Table() {
  static const auto& table = *new PermissionTable(Make());
  return table;
}

}  // namespace laurel::recognition::testing
