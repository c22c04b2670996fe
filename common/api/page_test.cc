#include "common/api/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/api/digest.h"
#include "common/api/field_rules_test.pb.h"
#include "common/api/fill_page.h"
#include "common/testing/status_matchers.h"

namespace laurel::api {
namespace {

using ::laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kCaller[] = "01arz3ndektsv4rrffq69g5fav";

testing::ListTalksRequest Request() {
  testing::ListTalksRequest request;
  request.set_window_days(30);
  return request;
}

TEST(PageRequest, HasADefaultAndALargestSize) {
  auto request = Request();
  for (const auto& [asked, given] : {std::pair(0, 50), {1, 1}, {200, 200}, {201, 200}, {INT32_MAX, 200}}) {
    request.set_page_size(asked);
    EXPECT_EQ(ReadPageRequest(kCaller, request)->size, given);
  }
  EXPECT_THAT(ReadPageRequest(kCaller, request)->after, IsEmpty());
  request.set_page_size(-1);
  EXPECT_THAT(ReadPageRequest(kCaller, request), ViolatesField("page_size"));
}

TEST(PageToken, ContinuesAfterItsCursorAlsoWithAnotherPageSize) {
  auto request = Request();
  request.set_page_size(10);
  const std::string binary("\0\xff é", 5);
  request.set_page_token(MakePageToken(kCaller, request, {"2026-01-01 00:00:00.000001", binary}));
  request.set_page_size(20);
  const auto page = ReadPageRequest(kCaller, request);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->after, ElementsAre("2026-01-01 00:00:00.000001", binary));
}

TEST(PageToken, ChainsFromPageToPage) {
  auto request = Request();
  request.set_page_token(MakePageToken(kCaller, request, {"a"}));
  request.set_page_token(MakePageToken(kCaller, request, {"b"}));
  EXPECT_THAT(ReadPageRequest(kCaller, request)->after, ElementsAre("b"));
}

TEST(PageToken, IsRefusedForAnotherCaller) {
  auto request = Request();
  request.set_page_token(MakePageToken(kCaller, request, {"a"}));
  EXPECT_THAT(ReadPageRequest("01arz3ndektsv4rrffq69g5faw", request), ViolatesField("page_token"));
  EXPECT_THAT(ReadPageRequest("", request), ViolatesField("page_token"));
}

TEST(PageToken, IsRefusedForOtherArguments) {
  auto request = Request();
  request.set_page_token(MakePageToken(kCaller, request, {"a"}));
  request.set_window_days(31);
  EXPECT_THAT(ReadPageRequest(kCaller, request), ViolatesField("page_token"));
}

TEST(PageToken, IsRefusedForAnotherMethodWithTheSameArguments) {
  testing::ListNotesRequest other;
  other.set_window_days(30);
  other.set_page_token(MakePageToken(kCaller, Request(), {"a"}));
  EXPECT_THAT(ReadPageRequest(kCaller, other), ViolatesField("page_token"));
}

TEST(PageToken, IsRefusedWhenAnyCharacterIsAnother) {
  auto request = Request();
  const std::string token = MakePageToken(kCaller, request, {"2026-01-01", kCaller});
  for (std::size_t i = 0; i < token.size(); ++i) {
    for (const char c : std::string_view("Aa0-_=+ ")) {
      if (token[i] == c) continue;
      std::string altered = token;
      altered[i] = c;
      request.set_page_token(altered);
      EXPECT_THAT(ReadPageRequest(kCaller, request), ViolatesField("page_token")) << i << c;
    }
  }
}

TEST(PageToken, IsRefusedWhenCutOrPadded) {
  auto request = Request();
  const std::string token = MakePageToken(kCaller, request, {"a"});
  for (const std::string& altered :
       {token + "=", token + "A", token + token, token + "\n", "=" + token, token.substr(1),
        token.substr(0, token.size() - 1), std::string("x"), std::string("1")}) {
    request.set_page_token(altered);
    EXPECT_THAT(ReadPageRequest(kCaller, request), ViolatesField("page_token")) << altered;
  }
}

TEST(CheckCursor, TakesTheBeginningOrAllValuesAsText) {
  EXPECT_THAT(CheckCursor({}, 2), laurel::testing::IsOk());
  EXPECT_THAT(CheckCursor({"Zoë", kCaller}, 2), laurel::testing::IsOk());
  EXPECT_THAT(CheckCursor({"Zoë"}, 2), ViolatesField("page_token"));
  EXPECT_THAT(CheckCursor({"a", "b", "c"}, 2), ViolatesField("page_token"));
  EXPECT_THAT(CheckCursor({"\xff", kCaller}, 2), ViolatesField("page_token"));
}

TEST(FillPage, GivesWhatFitsAndContinuesAfterTheLastGiven) {
  testing::Talk talk;
  std::vector<testing::Talk> rows;
  for (const char* text : {"a", "b", "c"}) {
    talk.set_text(text);
    rows.push_back(talk);
  }
  auto request = Request();
  google::protobuf::RepeatedPtrField<testing::Talk> out;
  std::string token;
  const auto cursor_of = [](const testing::Talk& row) { return Cursor{row.text()}; };
  FillPage(kCaller, request, rows, 2, cursor_of, &out, &token);
  ASSERT_EQ(out.size(), 2);
  EXPECT_EQ(out[1].text(), "b");
  request.set_page_token(token);
  EXPECT_THAT(ReadPageRequest(kCaller, request)->after, ElementsAre("b"));
}

TEST(FillPage, OfTheLastRowsHasNoToken) {
  google::protobuf::RepeatedPtrField<testing::Talk> out;
  std::string token;
  const auto cursor_of = [](const testing::Talk&) { return Cursor{"x"}; };
  FillPage(kCaller, Request(), std::vector<testing::Talk>(2), 2, cursor_of, &out, &token);
  EXPECT_EQ(out.size(), 2);
  EXPECT_EQ(token, "");
  FillPage(kCaller, Request(), std::vector<testing::Talk>(), 2, cursor_of, &out, &token);
  EXPECT_EQ(token, "");
}

TEST(RowsThatFit, EndAtTheSizeOrAtTheBytesButHoldOne) {
  testing::Talk big;
  big.set_text(std::string(300 * 1024, 'x'));
  EXPECT_EQ(RowsThatFit(std::vector<testing::Talk>{}, 50), 0u);
  EXPECT_EQ(RowsThatFit(std::vector<testing::Talk>(3), 2), 2u);
  EXPECT_EQ(RowsThatFit(std::vector{big, big}, 50), 1u);
  big.set_text(std::string(kMaxPageBytes, 'x'));
  EXPECT_EQ(RowsThatFit(std::vector{big, big}, 50), 1u);
}

TEST(Sha256, IsThatOfTheStandard) {
  EXPECT_EQ(Sha256("abc").substr(0, 4), "\xba\x78\x16\xbf");
  EXPECT_EQ(Sha256("").size(), 32u);
}

}  // namespace
}  // namespace laurel::api
