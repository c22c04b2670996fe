// Comments: what whoever reads a recognition in full says to it, oldest first.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/recognition/names.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;
using Stub = v1::RecognitionService::Stub;

class Comments : public ::testing::Test {
 protected:
  auto Say(const std::string& person, std::string_view recognition, std::string_view text = "Well deserved") {
    return suite.As(person, &Stub::AddComment, CommentRequest(recognition, text));
  }
  auto Delete(const std::string& person, std::string_view name) {
    return suite.As(person, &Stub::DeleteComment, Named<v1::DeleteCommentRequest>(name));
  }
  auto List(const std::string& person, std::string_view recognition) {
    return suite.As(person, &Stub::ListComments, About<v1::ListCommentsRequest>(recognition));
  }
  std::vector<std::string> Texts(const std::string& person, std::string_view recognition) {
    const auto page = List(person, recognition);
    EXPECT_THAT(page, IsOk());
    std::vector<std::string> texts;
    for (const v1::Comment& comment : page->comments()) texts.push_back(comment.text());
    return texts;
  }
  std::int64_t CountOf(const std::string& person, const std::string& recognition) {
    const auto got = suite.As(person, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>(recognition));
    EXPECT_THAT(got, IsOk());
    return got.ok() ? got->comment_count() : -1;
  }

  Suite suite;
};

TEST_F(Comments, AreNotSaidAgainToARetryOnceTheyAreDeleted) {
  v1::AddCommentRequest request = CommentRequest(suite.Given(kSam, {kAna}).name(), "Said too quickly");
  request.set_request_id("5f0c2d1e-7f4b-4a53-9a3e-5d6c1b2a3f40");
  const auto said = suite.As(kBen, &Stub::AddComment, request);
  ASSERT_THAT(said, IsOk());
  EXPECT_THAT(suite.As(kBen, &Stub::AddComment, request), IsOk());
  ASSERT_THAT(Delete(kBen, said->name()), IsOk());
  EXPECT_THAT(suite.As(kBen, &Stub::AddComment, request),
              StatusIs(absl::StatusCode::kFailedPrecondition, "ANSWER_ERASED"));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM comment"), 0);
}

TEST_F(Comments, AreGoneFromTheRequestLogWithTheirText) {
  const std::string given = suite.Given(kSam, {kAna}).name();
  const auto say = [&](std::string_view text, std::string_view request_id) {
    v1::AddCommentRequest request = CommentRequest(given, text);
    request.set_request_id(std::string(request_id));
    return suite.As(kBen, &Stub::AddComment, request)->name();
  };
  const auto kept = [&](std::string_view text) {
    return suite.database.QueryInt("SELECT COUNT(*) FROM request_log WHERE answer LIKE ?",
                                   {fmt::format("%{}%", text)});
  };
  const std::string said = say("Said too quickly", "5f0c2d1e-7f4b-4a53-9a3e-5d6c1b2a3f40");
  say("Said well", "5f0c2d1e-7f4b-4a53-9a3e-5d6c1b2a3f41");
  EXPECT_EQ(kept("Said too quickly"), 1);
  ASSERT_THAT(Delete(kRewarder, said), IsOk());  // whoever deletes it
  EXPECT_EQ(kept("Said too quickly"), 0);
  EXPECT_EQ(kept("Said well"), 1);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM request_log WHERE answer IS NULL"), 1);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE subject LIKE 'comments/%'"), 0);
}

TEST_F(Comments, AreReadOldestFirst) {
  const std::string given = suite.Given(kSam, {kAna}).name();
  ASSERT_THAT(Say(kBen, given, "One"), IsOk());
  suite.Pass(absl::Seconds(1));
  const auto second = Say(kAna, given, "Two");
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->creator(), Person(kAna));
  suite.Pass(absl::Seconds(1));
  ASSERT_THAT(Say(kSam, given, "Three"), IsOk());
  EXPECT_THAT(Texts(kStranger, given), ElementsAre("One", "Two", "Three"));
  EXPECT_EQ(CountOf(kStranger, given), 3);
  suite.database.Execute("DELETE FROM event_pending");
  EXPECT_THAT(Delete(kAna, second->name()), IsOk());
  EXPECT_THAT(Texts(kStranger, given), ElementsAre("One", "Three"));
  EXPECT_EQ(CountOf(kStranger, given), 2);
  EXPECT_THAT(suite.Told(), ElementsAre("comment.deleted"));
}

TEST_F(Comments, ComeInPagesWithoutGapWhileOthersAreAdded) {
  const std::string given = suite.Given(kSam, {kAna}).name();
  std::vector<std::string> texts;
  for (int i = 0; i < 11; ++i) {
    texts.push_back("Comment " + std::to_string(i));
    ASSERT_THAT(Say(kBen, given, texts.back()), IsOk());
    if (i % 3 == 0) suite.Pass(absl::Seconds(1));
  }
  auto request = About<v1::ListCommentsRequest>(given);
  request.set_page_size(4);
  std::vector<std::string> seen;
  while (true) {
    const auto page = suite.As(kStranger, &Stub::ListComments, request);
    ASSERT_THAT(page, IsOk());
    for (const v1::Comment& comment : page->comments()) seen.push_back(comment.text());
    if (page->next_page_token().empty()) break;
    request.set_page_token(page->next_page_token());
    suite.Pass(absl::Seconds(1));
    if (texts.size() > 13) continue;
    texts.push_back("Comment " + std::to_string(texts.size()));
    ASSERT_THAT(Say(kBen, given, texts.back()), IsOk());
  }
  EXPECT_THAT(seen, UnorderedElementsAreArray(texts));  // those of one time in any order
}

TEST_F(Comments, AreForWhoeverReadsItInFull) {
  const std::string secret = suite.Given(kSam, {kAna}, 0, v1::RECOGNITION_VISIBILITY_PRIVATE).name();
  ASSERT_THAT(Say(kAna, secret), IsOk());
  EXPECT_THAT(Texts(kSam, secret), ElementsAre("Well deserved"));
  for (const std::string& person : {kCarla, kStranger, kHr}) {
    EXPECT_THAT(Say(person, secret), StatusIs(absl::StatusCode::kNotFound));
    EXPECT_THAT(List(person, secret), StatusIs(absl::StatusCode::kNotFound));
  }
  EXPECT_THAT(Say(kAuditor, secret), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(List(kAuditor, secret), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_EQ(CountOf(kAuditor, secret), 0);  // the summary holds no numbers
}

TEST_F(Comments, AreForWhatIsPublished) {
  const std::string pending = suite.Pending(kSam, {kAna}).name();
  EXPECT_THAT(Say(kSam, pending), StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  const std::string given = suite.Given(kSam, {kAna}).name();
  ASSERT_THAT(Say(kAna, given), IsOk());
  ASSERT_THAT(suite.As(kRewarder, &Stub::HideRecognition, HideRequest(given)), IsOk());
  EXPECT_THAT(Say(kSam, given), StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_THAT(Texts(kSam, given), ElementsAre("Well deserved"));
  EXPECT_THAT(List(kAna, given), StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(Comments, AreDeletedByTheirAuthorOrARecognitionAdmin) {
  const std::string given = suite.Given(kSam, {kAna}).name();
  const std::string comment = Say(kBen, given, "A customer's name")->name();
  for (const std::string& person : {kSam, kAna, kAuditor, kHr}) {
    EXPECT_THAT(Delete(person, comment), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  }
  EXPECT_THAT(Delete(kRewarder, comment), IsOk());
  EXPECT_THAT(Delete(kRewarder, comment), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Texts(kBen, given), IsEmpty());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM comment"), 0);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE resource = ? AND subject = ?",
                                    {comment, Person(kBen)}),
            1);
}

TEST_F(Comments, SaySomething) {
  const std::string given = suite.Given(kSam, {kAna}).name();
  EXPECT_THAT(Say(kBen, given, "  "), ViolatesField("comment.text"));
  EXPECT_THAT(Say(kBen, given, std::string(1001, 'a')), ViolatesField("comment.text"));
  EXPECT_THAT(Say(kBen, kRecognitionPattern.Format({kNobody})), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace laurel::recognition::testing
