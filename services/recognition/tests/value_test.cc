// The company's values: read by everybody, made and changed by RECOGNITION_ADMIN, each with a hashtag of its
// own.
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
using ::testing::Pair;
using Stub = v1::RecognitionService::Stub;

class Values : public ::testing::Test {
 protected:
  auto Create(const std::string& person, std::string_view title, std::string_view hashtag, int replica = 0) {
    v1::CreateValueRequest request;
    request.mutable_value()->set_title(std::string(title));
    request.mutable_value()->set_hashtag(std::string(hashtag));
    return suite.As(person, &Stub::CreateValue, request, replica);
  }
  auto Update(const std::string& person, const v1::CompanyValue& value,
              const std::vector<std::string>& fields, int replica = 0) {
    v1::UpdateValueRequest request;
    *request.mutable_value() = value;
    for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
    return suite.As(person, &Stub::UpdateValue, request, replica);
  }
  std::vector<std::string> Titles(int page_size) {
    v1::ListValuesRequest request;
    request.set_page_size(page_size);
    std::vector<std::string> titles;
    while (true) {
      const auto page = suite.As(kStranger, &Stub::ListValues, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return titles;
      for (const v1::CompanyValue& value : page->values()) titles.push_back(value.title());
      if (page->next_page_token().empty()) return titles;
      request.set_page_token(page->next_page_token());
    }
  }

  Suite suite;
};

TEST_F(Values, AreMadeActiveAndKeepTheirHashtagInLowerCase) {
  const auto value = Create(kRewarder, "We work together", "#TeamWork_2");
  ASSERT_THAT(value, IsOk());
  EXPECT_EQ(value->hashtag(), "teamwork_2");
  EXPECT_TRUE(value->active());
  EXPECT_EQ(value->creator(), Person(kRewarder));
  EXPECT_THAT(suite.Told(), ElementsAre("value.created"));
  const auto listed = suite.As(kStranger, &Stub::ListValues, v1::ListValuesRequest());
  ASSERT_THAT(listed, IsOk());
  ASSERT_EQ(listed->values_size(), 1);
  EXPECT_EQ(listed->values(0).SerializeAsString(), value->SerializeAsString());
}

TEST_F(Values, AreReadByTitleInPages) {
  int tag = 0;
  for (const char* title : {"care", "Ambition", "trust", "Courage", "Élan", "ownership", "Care"}) {
    ASSERT_THAT(Create(kRewarder, title, "tag" + std::to_string(tag++)), IsOk());
    suite.Pass(absl::Seconds(1));
  }
  const std::vector<std::string> all = Titles(0);
  EXPECT_THAT(all, ElementsAre("Ambition", "care", "Care", "Courage", "Élan", "ownership", "trust"));
  for (const int size : {1, 2, 3}) EXPECT_EQ(Titles(size), all);
}

TEST_F(Values, AreForARecognitionAdminToChange) {
  const v1::CompanyValue value = suite.Value("care");
  for (const std::string& person : {kSam, kHr, kAuditor}) {
    EXPECT_THAT(Create(person, "Trust", "trust"), StatusIs(absl::StatusCode::kPermissionDenied));
    EXPECT_THAT(Update(person, value, {"title"}), StatusIs(absl::StatusCode::kPermissionDenied));
  }
}

TEST_F(Values, KeepWhatTheMaskDoesNotName) {
  v1::CompanyValue value = suite.Value("care", /*active=*/false);
  suite.database.Execute("DELETE FROM event_pending");
  suite.Pass(absl::Minutes(1));
  const std::string etag = value.etag();
  value.set_title("We care");
  value.set_hashtag("other");
  const auto updated = Update(kRewarder, value, {"title"});
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->title(), "We care");
  EXPECT_EQ(updated->hashtag(), "care");
  EXPECT_FALSE(updated->active());
  EXPECT_NE(updated->etag(), etag);
  EXPECT_THAT(suite.Told(), ElementsAre("value.updated"));
  EXPECT_THAT(Update(kRewarder, value, {"hashtag"}), StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  value.clear_etag();
  value.clear_active();
  const auto cleared = Update(kRewarder, value, {"active", "hashtag"});
  ASSERT_THAT(cleared, IsOk());
  EXPECT_TRUE(cleared->active());
  EXPECT_EQ(cleared->hashtag(), "other");
}

TEST_F(Values, TellNothingWhenNothingChanges) {
  const v1::CompanyValue value = suite.Value("care");
  suite.database.Execute("DELETE FROM event_pending");
  const auto same = Update(kRewarder, value, {"*"});
  ASSERT_THAT(same, IsOk());
  EXPECT_EQ(same->etag(), value.etag());
  EXPECT_THAT(suite.Told(), ElementsAre());
}

TEST_F(Values, HaveAHashtagOfTheirOwn) {
  const v1::CompanyValue care = suite.Value("care");
  const auto taken = StatusIs(absl::StatusCode::kAlreadyExists, "HASHTAG_TAKEN");
  EXPECT_THAT(Create(kRewarder, "Care as well", "#CARE"), taken);
  v1::CompanyValue trust = suite.Value("trust");
  trust.set_hashtag("Care");
  EXPECT_THAT(Update(kRewarder, trust, {"hashtag"}), taken);
  EXPECT_THAT(Update(kRewarder, care, {"hashtag"}), IsOk());
}

TEST_F(Values, GetAHashtagOnceThatManyWantAtOnce) {
  const auto made = laurel::testing::Together(8, [&](int call, int replica) {
    return Create(kRewarder, "Value " + std::to_string(call), "wanted", replica).status();
  });
  EXPECT_THAT(made, ElementsAre(Pair("HASHTAG_TAKEN", 7), Pair("OK", 1)));
  std::vector<v1::CompanyValue> values;
  for (int i = 0; i < 8; ++i) values.push_back(suite.Value("tag" + std::to_string(i)));
  const auto changed = laurel::testing::Together(8, [&](int call, int replica) {
    v1::CompanyValue value = values[static_cast<std::size_t>(call)];
    value.set_hashtag("another");
    return Update(kRewarder, value, {"hashtag"}, replica).status();
  });
  EXPECT_THAT(changed, ElementsAre(Pair("HASHTAG_TAKEN", 7), Pair("OK", 1)));
}

TEST_F(Values, RefuseWhatIsNoHashtag) {
  for (const std::string& hashtag : {std::string("#"), std::string("two words"), std::string("##care"),
                                     std::string("équipe"), std::string("a.b")}) {
    EXPECT_THAT(Create(kRewarder, "Care", hashtag), ViolatesField("value.hashtag")) << hashtag;
  }
  EXPECT_THAT(Create(kRewarder, "", "care"), ViolatesField("value.title"));
  v1::CompanyValue unknown = suite.Value("care");
  unknown.set_name(kValuePattern.Format({kNobody}));
  EXPECT_THAT(Update(kRewarder, unknown, {"title"}), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace laurel::recognition::testing
