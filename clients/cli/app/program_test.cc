// The command as it is typed: words in, requests to the services, text and exit code out.
#include "clients/cli/app/program.h"

#include <optional>
#include <sstream>

#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::FakeSuite;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using ::testing::StartsWith;

namespace v1 = feedback::v1;

std::vector<std::string> Log(std::initializer_list<std::string> more = {}) {
  std::vector<std::string> words = {"coaching", "log", "ana pereira", "--held", "yesterday 15:00"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

v1::CoachingSession HeldSession(const std::string& id, const std::string& coach,
                                const std::string& attendee) {
  v1::CoachingSession session;
  session.set_name("coachingSessions/01jd8z3v5n7q2w4e6r8t" + id);
  session.set_coach(coach);
  session.add_attendees(attendee);
  session.set_state(v1::COACHING_SESSION_STATE_HELD);
  session.set_focus_area("Call opening");
  *session.mutable_held_time() = ToTimestamp(FakeSuite::Now().now - absl::Hours(25));
  return session;
}

v1::ActionItem OpenItem(const std::string& id, const std::string& text, absl::CivilDay due) {
  v1::ActionItem item;
  item.set_name("actionItems/01jd8z3v5n7q2w4e6r8t" + id);
  item.set_owner("people/maria");
  item.set_creator("people/ana");
  item.set_text(text);
  item.set_state(v1::ACTION_ITEM_STATE_OPEN);
  *item.mutable_due_date() = ToDate(due);
  return item;
}

TEST(CoachingLog, WritesSessionNoteAndItemsInOneCall) {
  FakeSuite suite;
  const Outcome outcome = suite.Run(Log({"--focus", "Call opening", "--note", "-", "--action",
                                         "ana: call back @friday", "--action", "me: send the recording"}),
                                    "two\nlines");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, StartsWith("Logged: Ana Pereira, yesterday 15:00 (abcdef)\n"));
  ASSERT_EQ(suite.coaching.created.size(), 1u);
  const auto& request = suite.coaching.created[0];
  EXPECT_EQ(request.request_id().size(), 36u);
  EXPECT_EQ(request.shared_note(), "two\nlines");
  EXPECT_THAT(request.coaching_session().attendees(), ElementsAre("people/ana"));
  EXPECT_EQ(FromTimestamp(request.coaching_session().held_time()),
            absl::FromCivil(absl::CivilMinute(2026, 11, 20, 15, 0), FakeSuite::Now().zone));
  ASSERT_EQ(request.action_items_size(), 2);
  EXPECT_EQ(request.action_items(0).owner(), "people/ana");
  EXPECT_EQ(FromDate(request.action_items(0).due_date()), absl::CivilDay(2026, 11, 27));
  EXPECT_EQ(request.action_items(1).owner(), "people/maria");
  EXPECT_THAT(suite.coaching.authorizations, ElementsAre("Bearer a.b.c"));
}

TEST(CoachingLog, IsRepeatedUnderTheSameRequestId) {
  FakeSuite suite;
  suite.coaching.failures = {Error(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN", "it is not known"),
                             Error(absl::StatusCode::kUnavailable, "SHUTTING_DOWN", "going down")};
  EXPECT_EQ(suite.Run(Log()).code, 0);
  ASSERT_EQ(suite.coaching.created.size(), 3u);
  EXPECT_EQ(suite.coaching.created[0].request_id(), suite.coaching.created[2].request_id());
}

TEST(CoachingLog, ShowsFieldReasonAndWhatToDo) {
  FakeSuite suite;
  suite.coaching.failures = {InvalidField("coaching_session.held_time", "is in the future")};
  Outcome outcome = suite.Run(Log());
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "error: --held: is in the future\nreason: INVALID_FIELD\n");
  suite.coaching.failures = {Error(absl::StatusCode::kPermissionDenied, "NOT_YOUR_REPORT", "not yours")};
  outcome = suite.Run(Log());
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("hint:  you may do this for people who report to you"));
}

TEST(CommandLine, NamesFieldsAsTheyWereTyped) {
  FakeSuite suite;
  suite.coaching.failures = {InvalidField("coaching_session.attendees[1]", "there is no such person")};
  EXPECT_THAT(suite.Run({"coaching", "log", "ana pereira", "anabel", "--held", "now"}).err,
              StartsWith("error: WHO \"anabel\": there is no such person\n"));
  suite.coaching.failures = {InvalidField("coaching_session.held_time", "is after follow_up_time")};
  EXPECT_THAT(suite.Run(Log()).err, StartsWith("error: --held: is after --follow-up\n"));
  suite.coaching.failures = {InvalidField("coaching_session.held_time", "is after follow_up_time")};
  EXPECT_THAT(suite.Run({"api", "CreateCoachingSession"}).err,
              StartsWith("error: coaching_session.held_time: is after follow_up_time\n"))
      << "where the field itself is typed";
}

TEST(CoachingLog, AsksNothingOfAServiceWhenTheTimeIsNone) {
  FakeSuite suite;
  const Outcome outcome = suite.Run({"coaching", "log", "ana", "--held", "soon"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("--held: \"soon\" is not a time"));
  EXPECT_THAT(suite.coaching.created, ElementsAre());
}

TEST(People, AreNotGuessed) {
  FakeSuite suite;
  const Outcome several = suite.Run({"coaching", "log", "ana", "--held", "now"});
  EXPECT_EQ(several.code, 2);
  EXPECT_THAT(several.err, HasSubstr("Ana Pereira <ana@example.com>, Anabel Ortiz <anabel@example.com>"));
  EXPECT_EQ(suite.Run({"coaching", "log", "nobody", "--held", "now"}).code, 3);
}

TEST(PeopleList, IsATableForPeopleAndTheContractForPrograms) {
  FakeSuite suite;
  EXPECT_THAT(suite.Run({"people", "list", "anabel"}).out,
              AllOf(HasSubstr("DISPLAY NAME  EMAIL"),
                    HasSubstr("Anabel Ortiz  anabel@example.com         Billing  Maria Costa")));
  const auto json = nlohmann::json::parse(suite.Run({"people", "list", "ana", "-o", "json"}).out);
  ASSERT_EQ(json.size(), 2u);
  EXPECT_EQ(json[0]["displayName"], "Ana Pereira");
  EXPECT_THAT(
      suite.Run({"-o", "csv", "people", "list", "anabel"}).out,
      HasSubstr(
          "\"Anabel Ortiz\",\"anabel@example.com\",\"\",\"Billing\",\"maria@example.com\",\"active\"\r\n"));
  EXPECT_THAT(suite.Run({"people", "list", "anabel", "-o", "yaml"}).out,
              StartsWith("- name: people/anabel\n"));
}

TEST(PeopleList, DoesNotLetNamesDriveTheTerminal) {
  FakeSuite suite;
  suite.directory.people[1].set_display_name("Anabel \x1b]0;owned\x07");
  EXPECT_THAT(suite.Run({"people", "list", "anabel"}).out,
              AllOf(HasSubstr("\\x1b]0;owned\\x07"), Not(HasSubstr("\x1b"))));
}

TEST(CoachingDue, ShowsWhoHasGoneLongest) {
  FakeSuite suite;
  suite.coaching.coverage.set_total(9);
  suite.coaching.coverage.set_covered(7);
  suite.coaching.coverage.add_uncovered()->set_person("people/ana");
  auto& anabel = *suite.coaching.coverage.add_uncovered();
  anabel.set_person("people/anabel");
  *anabel.mutable_last_held_time() = ToTimestamp(FakeSuite::Now().now - absl::Hours(24 * 41));
  EXPECT_EQ(suite.Run({"coaching", "due"}).out,
            "7 of 9 have had a session in the last 30 days.\n"
            "DISPLAY NAME  EMAIL               LAST SESSION\n"
            "Ana Pereira   ana@example.com     never\n"
            "Anabel Ortiz  anabel@example.com  41 days ago\n");
}

TEST(CoachingDue, OfNobodyIsAHintForPeopleAndAHeaderInCsv) {
  FakeSuite suite;
  EXPECT_THAT(suite.Run({"coaching", "due"}).out,
              AllOf(HasSubstr("laurel coaching due --coachees"), Not(HasSubstr("DISPLAY NAME"))));
  EXPECT_EQ(suite.Run({"coaching", "due", "-o", "csv"}).out,
            "\"display_name\",\"email\",\"last_session\"\r\n");
}

TEST(Inbox, ShowsWhatWaitsAndItsShortIds) {
  FakeSuite suite;
  suite.coaching.sessions = {HeldSession("abcdef", "people/ana", "people/maria")};
  suite.coaching.items = {OpenItem("qqqqq1", "call back", absl::CivilDay(2026, 11, 20)),
                          OpenItem("qqqqq2", "listen in", absl::CivilDay(2026, 11, 27))};
  EXPECT_EQ(suite.Run({"inbox"}).out,
            "To acknowledge (laurel coaching ack ID)\n"
            "ID      HELD             WHO          WHAT\n"
            "abcdef  yesterday 15:20  Ana Pereira  Call opening\n"
            "\n"
            "Overdue (laurel action done ID)\n"
            "ID      DUE                 WHO          WHAT\n"
            "qqqqq1  overdue, yesterday  Ana Pereira  call back\n"
            "\n"
            "Open action items (laurel action done ID)\n"
            "ID      DUE         WHO          WHAT\n"
            "qqqqq2  Fri 27 Nov  Ana Pereira  listen in\n"
            "\n");
  EXPECT_EQ(nlohmann::json::parse(suite.Run({"inbox", "-o", "json"}).out)["overdue"].size(), 1u);
}

TEST(Inbox, LeavesOutWhatHasBeenAcknowledged) {
  FakeSuite suite;
  suite.coaching.sessions = {HeldSession("abcdef", "people/ana", "people/maria")};
  suite.coaching.sessions[0].add_acknowledgements()->set_person("people/maria");
  EXPECT_EQ(suite.Run({"inbox"}).out, "Nothing waits for you.\n");
}

TEST(ShortIds, AreAcceptedBackFromTheScreenAndFromTheLists) {
  FakeSuite suite;
  suite.coaching.items = {OpenItem("qqqqq1", "call back", absl::CivilDay(2026, 11, 20))};
  EXPECT_EQ(suite.Run({"action", "done", "qqqqq1"}).code, 0);  // never shown: looked up
  suite.Run({"action", "list"});
  suite.coaching.items.clear();
  EXPECT_EQ(suite.Run({"action", "done", "QQQQQ1"}).code, 0);  // shown before
  EXPECT_THAT(suite.coaching.completed, ElementsAre("actionItems/01jd8z3v5n7q2w4e6r8tqqqqq1",
                                                    "actionItems/01jd8z3v5n7q2w4e6r8tqqqqq1"));
  EXPECT_EQ(suite.Run({"action", "done", "zzzzzz"}).code, 3);
}

TEST(PeopleImport, ListsBadRowsAndExitsWith6) {
  FakeSuite suite;
  const Outcome outcome = suite.Run(
      {"people", "import", "-"},
      "employee_number,email,display_name,shoe\n1,a@example.com,A,42\n2,,\"B\nC\",\n3,c@example.com,C,\n");
  EXPECT_EQ(outcome.code, 6);
  EXPECT_EQ(outcome.out,
            "LINE  OUTCOME  WHO  COLUMN  REASON\n"
            "3     refused  B↵C  email   is required for a new person\n"
            "2 created, 0 updated, 0 unchanged, 1 refused\n");
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("columns that are left out: shoe"), HasSubstr("1 row refused")));
}

TEST(PeopleImport, SaysThatItCanBeRunAgainWhenBrokenOff) {
  FakeSuite suite;
  suite.directory.break_after = 2;
  const Outcome outcome =
      suite.Run({"people", "import", "-"}, "employee_number,email\n1,a@x.org\n2,b@x.org\n3,c@x.org\n");
  EXPECT_EQ(outcome.code, 7);
  EXPECT_THAT(outcome.err, HasSubstr("run it again; what has been applied stays"));
}

TEST(Api, CallsAnyMethod) {
  FakeSuite suite;
  EXPECT_EQ(nlohmann::json::parse(suite.Run({"api", "GetMe"}).out)["directReports"], 2);
  EXPECT_EQ(suite.Run({"api", "DirectoryService/GetPerson", "-d", R"({"name": "people/nobody"})"}).code, 3);
  const Outcome stream =
      suite.Run({"api", "ImportPeople", "-d", "-"},
                "{\"options\": {}}\n{\"row\": {\"lineNumber\": 1, \"email\": \"a@example.com\"}}\n");
  EXPECT_EQ(stream.code, 0) << stream.err;
  EXPECT_EQ(stream.out,
            "{\"row\":{\"lineNumber\":\"1\",\"outcome\":\"IMPORT_OUTCOME_CREATED\"}}\n{\"summary\":{"
            "\"created\":\"1\"}}\n");
  EXPECT_EQ(suite.Run({"api", "ImportPeople", "-d", "{\"options\": {}}\nnonsense"}).code, 2);
}

TEST(Api, IsAimedWhereSeveralServicesHaveTheCall) {
  FakeSuite suite;
  suite.goals.changes.emplace_back().set_reason("too early");
  const std::string parent = R"({"parent": "goals/1"})";
  const Outcome unclear = suite.Run({"api", "ListStatusChanges", "-d", parent});
  EXPECT_EQ(unclear.code, 2);
  EXPECT_THAT(unclear.err, HasSubstr("GoalService/ListStatusChanges"));
  EXPECT_THAT(suite.Run({"api", "ListStatusChanges", "-d", parent, "--service", "goals"}).out,
              HasSubstr("too early"));
  EXPECT_EQ(suite.Run({"api", "GetMe", "--service", "goals"}).code, 2);
}

TEST(Help, OfEveryCommandBeginsWithExamples) {
  FakeSuite suite;
  const std::vector<std::vector<std::string>> commands = {{},
                                                          {"me"},
                                                          {"inbox"},
                                                          {"api"},
                                                          {"people"},
                                                          {"people", "list"},
                                                          {"people", "show"},
                                                          {"people", "import"},
                                                          {"team"},
                                                          {"team", "list"},
                                                          {"coaching"},
                                                          {"coaching", "due"},
                                                          {"coaching", "log"},
                                                          {"coaching", "plan"},
                                                          {"coaching", "list"},
                                                          {"coaching", "week"},
                                                          {"coaching", "show"},
                                                          {"coaching", "hold"},
                                                          {"coaching", "void"},
                                                          {"coaching", "ack"},
                                                          {"coaching", "note"},
                                                          {"coaching", "notes"},
                                                          {"coaching", "revise"},
                                                          {"coaching", "move"},
                                                          {"coaching", "edit"},
                                                          {"coaching", "start"},
                                                          {"coaching", "cancel"},
                                                          {"coaching", "no-show"},
                                                          {"coaching", "point"},
                                                          {"coaching", "points"},
                                                          {"coaching", "prepare"},
                                                          {"coaching", "history"},
                                                          {"action", "history"},
                                                          {"feedback"},
                                                          {"feedback", "give"},
                                                          {"feedback", "list"},
                                                          {"feedback", "drafts"},
                                                          {"feedback", "show"},
                                                          {"feedback", "edit"},
                                                          {"feedback", "submit"},
                                                          {"feedback", "discard"},
                                                          {"feedback", "ack"},
                                                          {"feedback", "retract"},
                                                          {"thank"},
                                                          {"wall"},
                                                          {"balance"},
                                                          {"ledger"},
                                                          {"ledger", "verify"},
                                                          {"points"},
                                                          {"points", "boost"},
                                                          {"points", "adjust"},
                                                          {"value"},
                                                          {"value", "list"},
                                                          {"value", "add"},
                                                          {"value", "edit"},
                                                          {"value", "retire"},
                                                          {"program"},
                                                          {"program", "show"},
                                                          {"program", "set"},
                                                          {"recognition"},
                                                          {"recognition", "list"},
                                                          {"recognition", "show"},
                                                          {"recognition", "history"},
                                                          {"recognition", "react"},
                                                          {"recognition", "unreact"},
                                                          {"recognition", "comment"},
                                                          {"recognition", "comments"},
                                                          {"recognition", "uncomment"},
                                                          {"recognition", "approve"},
                                                          {"recognition", "reject"},
                                                          {"recognition", "revoke"},
                                                          {"recognition", "hide"},
                                                          {"recognition", "summary"},
                                                          {"goal"},
                                                          {"goal", "create"},
                                                          {"goal", "propose"},
                                                          {"goal", "accept"},
                                                          {"goal", "decline"},
                                                          {"goal", "discard"},
                                                          {"goal", "activate"},
                                                          {"goal", "close"},
                                                          {"goal", "reopen"},
                                                          {"goal", "archive"},
                                                          {"goal", "list"},
                                                          {"goal", "show"},
                                                          {"goal", "tree"},
                                                          {"goal", "part"},
                                                          {"goal", "update"},
                                                          {"goal", "history"},
                                                          {"goal", "key-result"},
                                                          {"goal", "key-result", "add"},
                                                          {"goal", "key-result", "update"},
                                                          {"goal", "key-result", "remove"},
                                                          {"goal", "check-in"},
                                                          {"goal", "check-ins"},
                                                          {"goal", "comment"},
                                                          {"goal", "comments"},
                                                          {"goal", "metrics"},
                                                          {"goal", "summary"},
                                                          {"action"},
                                                          {"action", "list"},
                                                          {"action", "add"},
                                                          {"action", "show"},
                                                          {"action", "update"},
                                                          {"action", "done"},
                                                          {"action", "drop"},
                                                          {"action", "reopen"}};
  for (std::vector<std::string> command : commands) {
    command.emplace_back("--help");
    const Outcome help = suite.Run(command);
    EXPECT_EQ(help.code, 0);
    EXPECT_THAT(help.out, StartsWith("Examples:\n  laurel ")) << help.out;
  }
  EXPECT_THAT(suite.Run({"--help"}).out, HasSubstr("Exit codes:"));
}

TEST(CommandLine, MistakesExitWith2) {
  FakeSuite suite;
  EXPECT_THAT(suite.Run({"coaching", "lgo"}).err, StartsWith("error: there is no `laurel coaching lgo`\n"));
  EXPECT_EQ(suite.Run({}).code, 2);
  EXPECT_EQ(suite.Run({"coaching", "log", "ana"}).code, 2);
  EXPECT_EQ(suite.Run({"people", "list", "-o", "xml"}).code, 2);
  EXPECT_EQ(suite.Run({"me", "--timeout", "soon"}).code, 2);
  EXPECT_EQ(suite.Run({"people", "list", "caf\xe9"}).code, 2);
  EXPECT_EQ(suite.Run({"--version"}).code, 0);
}

TEST(CommandLine, LostOutputIsNoSuccess) {
  std::istringstream in;
  std::ostream out(nullptr);  // every write fails, as on a full disk
  std::ostringstream err;
  const auto unset = [](const char*) { return std::optional<std::string>(); };
  EXPECT_EQ(cli::Run({"--version"}, {in, Streams{out, err}, Here(), unset}), 1);
  EXPECT_THAT(err.str(), HasSubstr("could not be written"));
}

}  // namespace
}  // namespace laurel::cli
