#include "clients/cli/views/recognition_view.h"

#include <algorithm>

#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::ElementsAre;

Names Known() {
  Names names;
  for (const char* name : {"Ana", "Bruno", "Clara", "Marta"}) {
    directory::v1::Person person;
    person.set_name(std::string("people/") + name);
    person.set_display_name(name);
    names.Add(person);
  }
  return names;
}

Recognition To(std::initializer_list<const char*> recipients, int points = 0) {
  Recognition recognition;
  recognition.set_name("recognitions/01jd8z3v5n7q2w4e6r8taaaaaa");
  recognition.set_sender("people/Marta");
  for (const char* one : recipients) recognition.add_recipients(std::string("people/") + one);
  recognition.set_points_each(points);
  recognition.set_state(recognition::v1::RECOGNITION_STATE_PUBLISHED);
  return recognition;
}

std::vector<std::string> Lines(const Recognition& recognition, std::size_t width) {
  const Names names = Known();
  const Tags tags = {{"values/1", "#teamwork"}};
  const Here here{absl::FromCivil(absl::CivilDay(2026, 11, 21), absl::UTCTimeZone()), absl::UTCTimeZone()};
  std::vector<std::string> lines;
  for (const SpanLine& line : WallEntry(recognition, {names, tags, here}, width)) {
    std::string& text = lines.emplace_back();
    for (const Span& span : line) text += span.text;
  }
  return lines;
}

TEST(ToWhom, NamesAFewAndCountsTheRest) {
  EXPECT_EQ(ToWhom(To({"Ana", "Bruno"}), Known()).shown, "Ana, Bruno");
  EXPECT_EQ(ToWhom(To({"Ana", "Bruno", "Clara", "Marta"}), Known()).shown, "Ana, Bruno and 2 others");
}

TEST(PointsPhrase, SaysWhatItTakesInAll) {
  EXPECT_EQ(PointsPhrase(To({"Ana"})), "");
  EXPECT_EQ(PointsPhrase(To({"Ana"}, 10)), "+10");
  EXPECT_EQ(PointsPhrase(To({"Ana", "Bruno", "Clara"}, 10)), "+10 each, 30 in all");
}

TEST(GiftPhrase, HasAValueWithoutPoints) {
  const Names names = Known();
  const Tags tags = {{"values/1", "#teamwork"}};
  const Here here{absl::UnixEpoch(), absl::UTCTimeZone()};
  Recognition recognition = To({"Ana"});
  recognition.set_value("values/1");
  EXPECT_EQ(GiftPhrase(recognition, {names, tags, here}), "Ana, #teamwork");
  recognition.set_points_each(5);
  EXPECT_EQ(GiftPhrase(recognition, {names, tags, here}), "Ana, +5 #teamwork");
  recognition.set_value("values/2");
  EXPECT_EQ(GiftPhrase(recognition, {names, tags, here}), "Ana, +5 #(unknown)");
}

TEST(RecognitionDetails, SayWhoDecidesAboutWhatWaits) {
  const Names names = Known();
  const Tags tags;
  const Here here{absl::UnixEpoch(), absl::UTCTimeZone()};
  Recognition recognition = To({"Ana"}, 50);
  const auto waits_for = [&] {
    const Table details = RecognitionDetails(recognition, {names, tags, here});
    for (const auto& row : details.rows()) {
      if (row.front().shown == "waits for") return row.back().shown;
    }
    return std::string();
  };
  recognition.set_view(common::v1::VIEW_FULL);
  EXPECT_EQ(waits_for(), "");
  recognition.set_state(recognition::v1::RECOGNITION_STATE_PENDING_APPROVAL);
  EXPECT_EQ(waits_for(), "whoever administers recognition");
  recognition.set_pending_approver("people/Bruno");
  EXPECT_EQ(waits_for(), "Bruno");
  recognition.set_view(common::v1::VIEW_SUMMARY);
  EXPECT_EQ(waits_for(), "") << "an auditor is not told";
}

TEST(WallEntry, WrapsTheMessage) {
  Recognition recognition = To({"Ana"}, 10);
  recognition.set_message("stayed two hours\n\nto calm it");
  recognition.set_parent("recognitions/01jd8z3v5n7q2w4e6r8tbbbbbb");
  recognition.set_comment_count(1);
  *recognition.mutable_publish_time() =
      ToTimestamp(absl::FromCivil(absl::CivilDay(2026, 11, 21), absl::UTCTimeZone()));
  EXPECT_THAT(Lines(recognition, 14),
              ElementsAre("Marta → Ana  +10", "  stayed two", "  hours", "", "  to calm it",
                          "  today 0:00 · aaaaaa · adds to bbbbbb · 1 comment"));
}

TEST(WallEntry, SaysThatWhatItAddsToIsGone) {
  const Names names = Known();
  const Tags tags;
  const Here here{absl::FromCivil(absl::CivilDay(2026, 11, 21), absl::UTCTimeZone()), absl::UTCTimeZone()};
  Recognition recognition = To({"Ana"});
  recognition.set_parent("recognitions/01jd8z3v5n7q2w4e6r8tbbbbbb");
  const Called called{names, tags, here, {recognition.parent()}};
  const std::vector<SpanLine> lines = WallEntry(recognition, called, 80);
  std::string foot;
  for (const Span& span : lines.back()) foot += span.text;
  EXPECT_EQ(foot.substr(foot.find("aaaaaa")), "aaaaaa · added to thanks that have been withdrawn");
  const Table details = RecognitionDetails(recognition, called);
  const auto adds_to =
      std::ranges::find(details.rows(), "adds to", [](const auto& row) { return row[0].shown; });
  ASSERT_NE(adds_to, details.rows().end());
  EXPECT_EQ((*adds_to)[1].shown, "thanks that have been withdrawn");
  EXPECT_EQ((*adds_to)[1].data, recognition.parent());
}

TEST(WallEntry, SaysWhenItIsNotPublished) {
  Recognition recognition = To({"Ana"});
  recognition.set_state(recognition::v1::RECOGNITION_STATE_PENDING_APPROVAL);
  EXPECT_EQ(Lines(recognition, 80).front(), "Marta → Ana  pending approval");
}

}  // namespace
}  // namespace laurel::cli
