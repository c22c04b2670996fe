#include "common/sql/range_union.h"

#include <gmock/gmock.h>

#include <set>

#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "common/time/clock.h"
#include "fmt/format.h"

namespace laurel::sql {
namespace {

using laurel::testing::IsOkAndHolds;
using laurel::testing::TestDatabase;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kThing[] = "thing FORCE INDEX (by_kind)";

// What was asked for, word by word.
class Listening final : public Connection {
 public:
  explicit Listening(Connection& connection) : connection_(connection) {}
  absl::StatusOr<Rows> Query(std::string_view sql, const Values& values) override {
    ++statements;
    texts.emplace(sql);
    return connection_.Query(sql, values);
  }
  absl::StatusOr<std::int64_t> Execute(std::string_view sql, const Values& values) override {
    return connection_.Execute(sql, values);
  }
  int statements = 0;
  std::set<std::string> texts;

 private:
  Connection& connection_;
};

class RangeUnion : public ::testing::Test {
 protected:
  RangeUnion() {
    database_.Execute(
        "CREATE TABLE thing (id CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, kind INT "
        "NOT NULL, "
        "order_time DATETIME(6) NOT NULL, KEY by_kind (kind, order_time, id)) ENGINE=InnoDB");
    database_.Execute(
        "CREATE TABLE tag (tag INT NOT NULL, thing CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, "
        "order_time DATETIME(6) NOT NULL, PRIMARY KEY (tag, order_time, thing)) ENGINE=InnoDB");
  }

  void Insert(const std::string& id, int kind, int minute) {
    database_.Execute("INSERT INTO thing (id, kind, order_time) VALUES (?, ?, ?)",
                      {id, std::int64_t{kind}, kDay + absl::Minutes(minute)});
  }
  void Tag(const std::string& id, int tag, int minute) {
    database_.Execute("INSERT INTO tag (tag, thing, order_time) VALUES (?, ?, ?)",
                      {std::int64_t{tag}, id, kDay + absl::Minutes(minute)});
  }
  static Range OfKind(int kind) { return {kThing, "id", Where().And("kind = ?", {std::int64_t{kind}})}; }
  static Range OfTag(int tag) {
    return {"tag FORCE INDEX (PRIMARY)", "thing", Where().And("tag = ?", {std::int64_t{tag}})};
  }

  absl::StatusOr<std::vector<std::string>> Newest(const std::vector<Range>& ranges, int limit) {
    return db_->Read<std::vector<std::string>>(
        SystemClock().Now() + absl::Minutes(1), [&](Connection& connection) {
          Listening listening(connection);
          const auto rows = NewestRows(listening, ranges, limit, "thing", "t.kind");
          statements_ = listening.statements;
          texts_.merge(listening.texts);
          return IdsOf(rows);
        });
  }

  static absl::StatusOr<std::vector<std::string>> IdsOf(const absl::StatusOr<Rows>& rows) {
    if (!rows.ok()) return rows.status();
    std::vector<std::string> ids;
    for (const Row& row : *rows) {
      EXPECT_EQ(row.size(), 3U);
      ids.emplace_back(row.Text(1));
    }
    return ids;
  }

  const absl::Time kDay = absl::FromCivil(absl::CivilDay(2026, 1, 14), absl::UTCTimeZone());
  TestDatabase database_;
  std::unique_ptr<Database> db_ = database_.Open();
  int statements_ = 0;
  std::set<std::string> texts_;
};

TEST_F(RangeUnion, HoldsTheNewestOfAllRangesEachOnce) {
  Insert("aa", 1, 1);
  Insert("bb", 2, 2);
  Insert("cc", 1, 3);
  Insert("dd", 3, 4);
  Tag("aa", 7, 1);
  Tag("cc", 7, 3);
  EXPECT_THAT(Newest({OfKind(1), OfKind(2), OfTag(7)}, 10), IsOkAndHolds(ElementsAre("cc", "bb", "aa")));
  EXPECT_THAT(Newest({OfKind(1), OfKind(2), OfTag(7)}, 2), IsOkAndHolds(ElementsAre("cc", "bb")));
  EXPECT_THAT(Newest({OfTag(7), OfTag(7)}, 10), IsOkAndHolds(ElementsAre("cc", "aa")));
}

TEST_F(RangeUnion, IsInTheOrderOfIdsWhereTimesAreEqual) {
  for (const char* id : {"bb", "dd"}) Insert(id, 1, 5);
  for (const char* id : {"aa", "cc"}) Insert(id, 2, 5);
  EXPECT_THAT(Newest({OfKind(1), OfKind(2)}, 3), IsOkAndHolds(ElementsAre("dd", "cc", "bb")));
  Range rest = OfKind(2);
  rest.where.AndAfter({"order_time", "id"}, {kDay + absl::Minutes(5), std::string("bb")},
                      /*descending=*/true);
  EXPECT_THAT(Newest({rest}, 3), IsOkAndHolds(ElementsAre("aa")));
}

TEST_F(RangeUnion, OfNothingIsEmptyAndAsksNothing) {
  EXPECT_THAT(Newest({}, 10), IsOkAndHolds(IsEmpty()));
  EXPECT_EQ(statements_, 0);
  EXPECT_THAT(Newest({OfKind(1)}, 10), IsOkAndHolds(IsEmpty()));
}

TEST_F(RangeUnion, OfAnyNumberOfRangesIsAHandfulOfStatements) {
  Insert("aa", 1, 1);
  Insert("bb", 20, 2);
  for (int count = 20; count <= 32; ++count) {
    std::vector<Range> ranges;
    for (int kind = 1; kind <= count; ++kind) ranges.push_back(OfKind(kind));
    EXPECT_THAT(Newest(ranges, 5), IsOkAndHolds(ElementsAre("bb", "aa")));
    EXPECT_EQ(statements_, 1);
  }
  EXPECT_EQ(texts_.size(), 1U);
}

TEST_F(RangeUnion, OfVeryManyRangesIsReadInParts) {
  std::vector<Range> ranges;
  for (int kind = 0; kind < 200; ++kind) {
    ranges.push_back(OfKind(kind));
    Insert(fmt::format("{:02x}", kind), kind, kind * 7 % 200);  // each minute once
  }
  const auto ids = Newest(ranges, 4);
  EXPECT_GT(statements_, 1);
  // 7 · kind = 199, 198, 197, 196 of 200
  EXPECT_THAT(ids, IsOkAndHolds(ElementsAre(fmt::format("{:02x}", 57), fmt::format("{:02x}", 114),
                                            fmt::format("{:02x}", 171), fmt::format("{:02x}", 28))));
}

}  // namespace
}  // namespace laurel::sql
