// ListReports and GetReportingChain as of every day of a generated history, made and asked over the wire,
// against a table that holds one manager for each person and day. Overlaps, coaches and broken data:
// common/org/history_test.cc.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <random>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/directory/testing/suite.h"

namespace laurel::directory {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using testing::Suite;

constexpr int kPeople = 8;
constexpr int kDays = 20;
constexpr int kChanges = 60;
constexpr int kNobody = -1;
constexpr absl::CivilDay kFirstDay(2026, 1, 1);

std::string Email(int person) { return fmt::format("p{}@example.com", person); }
std::string DisplayName(int person) { return fmt::format("P{}", person); }

// Display names sort as people's numbers do: kPeople has one digit.
class Table {
 public:
  Table() {
    for (auto& days : manager_) days.fill(kNobody);
  }

  // False, and nothing changes, when somebody would be above themselves on some day.
  bool Set(int person, int manager, int first) {
    const Table before = *this;
    for (int day = first; day <= kDays; ++day) At(person, day) = manager;
    for (int day = first; day <= kDays; ++day) {
      const std::vector<std::string> chain = Chain(person, day);
      if (static_cast<int>(chain.size()) < kPeople) continue;
      *this = before;
      return false;
    }
    return true;
  }

  std::vector<std::string> Chain(int person, int day) {
    std::vector<std::string> chain;
    for (int at = At(person, day); at != kNobody && chain.size() < kPeople; at = At(at, day))
      chain.push_back(DisplayName(at));
    return chain;
  }
  std::vector<std::string> Reports(int manager, int day, bool transitive) {
    std::vector<std::string> reports;
    for (int person = 0; person < kPeople; ++person) {
      const std::vector<std::string> chain = Chain(person, day);
      const auto end = transitive || chain.empty() ? chain.end() : chain.begin() + 1;
      if (std::find(chain.begin(), end, DisplayName(manager)) != end) reports.push_back(DisplayName(person));
    }
    return reports;
  }

 private:
  int& At(int person, int day) {
    return manager_.at(static_cast<std::size_t>(person)).at(static_cast<std::size_t>(day));
  }
  std::array<std::array<int, kDays + 1>, kPeople> manager_;  // the last day: for ever
};

class LineHistory : public ::testing::Test {
 protected:
  LineHistory() {
    std::vector<std::string> lines{"employee_number,email,display_name,hire_date"};
    for (int i = 0; i < kPeople; ++i)
      lines.push_back(fmt::format("{},{},{},2020-01-01", i, Email(i), DisplayName(i)));
    suite.Given(lines);
  }

  void Change(int person, int manager, int first) {
    const auto answer =
        suite.SetManager(Email(person), manager == kNobody ? "" : Email(manager), kFirstDay + first);
    if (table.Set(person, manager, first)) {
      EXPECT_THAT(answer, IsOk());
    } else {
      ++refused;
      EXPECT_THAT(answer, StatusIs(absl::StatusCode::kFailedPrecondition, "CYCLE"));
    }
  }

  void ExpectDay(int day) {
    for (int person = 0; person < kPeople; ++person) {
      SCOPED_TRACE(fmt::format("person {} on day {}", person, day));
      v1::GetReportingChainRequest chain;
      chain.set_person(suite.Name(Email(person)));
      *chain.mutable_as_of() = ToDate(kFirstDay + day);
      EXPECT_EQ(testing::DisplayNames(suite.As(testing::kRoot, &Suite::Stub::GetReportingChain, chain)),
                table.Chain(person, day));
      v1::ListReportsRequest reports;
      reports.set_person(suite.Name(Email(person)));
      *reports.mutable_as_of() = ToDate(kFirstDay + day);
      for (const bool transitive : {false, true}) {
        reports.set_transitive(transitive);
        EXPECT_EQ(testing::DisplayNames(suite.As(testing::kRoot, &Suite::Stub::ListReports, reports)),
                  table.Reports(person, day, transitive));
      }
    }
  }

  Suite suite;
  Table table;
  int refused = 0;
};

TEST_F(LineHistory, AnswersOnEveryDayAsTheTableDoes) {
  std::mt19937 random(3);
  const auto below = [&random](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
  for (int i = 0; i < kChanges; ++i) {
    const int person = below(kPeople);
    const int manager = below(kPeople + 1) - 1;  // kNobody, too
    if (person != manager) Change(person, manager, below(kDays));
  }
  EXPECT_GT(refused, 0);
  EXPECT_LT(refused, kChanges / 2);
  for (int day = 0; day <= kDays; ++day) ExpectDay(day);
}

}  // namespace
}  // namespace laurel::directory
